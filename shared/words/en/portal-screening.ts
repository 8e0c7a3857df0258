/** The questions that people answer before the form. */
export const portalScreening = {
  'portal-screening.title': 'First, a few questions',
  'portal-screening.lead':
    'Your answers show whether you can report this online. For some incidents, an officer must speak with you.',
  'portal-screening.why': 'Why we ask',
  'portal-screening.yes': 'Yes',
  'portal-screening.no': 'No',
  'portal-screening.go': 'Continue',
  'portal-screening.questions.danger.ask': 'Is it happening now, or is anyone in danger or hurt?',
  'portal-screening.questions.danger.why':
    'These pages are for incidents that are over and are not emergencies. It may be days before an officer reads your report.',
  'portal-screening.questions.suspect.ask':
    'Do you know who did it, or could someone recognize, describe or find them?',
  'portal-screening.questions.suspect.why':
    'Online reports are for incidents with no suspect information. If there is any, an officer can follow up on it.',
  'portal-screening.questions.evidence.ask':
    'Is there any evidence to collect, such as a video, fingerprints, a plate number, or a device that shows where your property is?',
  'portal-screening.questions.evidence.why':
    'Online reports are for incidents without evidence that could help solve them. If there is any, an officer must collect it.',
  'portal-screening.questions.force.ask':
    'Was anyone hurt, pushed or threatened, or did a partner or family member do it?',
  'portal-screening.questions.force.why':
    'Force or threats make it a robbery, an assault or a domestic incident. We can’t take a report of those online.',
  'portal-screening.questions.entry.ask':
    'Did someone get into a home, a garage or a locked building without permission?',
  'portal-screening.questions.entry.why':
    'That is a burglary, which is not one of the four kinds of reports we take online. Leave everything as it is.',
  'portal-screening.questions.fire_or_bias.ask':
    'Was something set on fire, or could it be a hate crime, with signs such as symbols or slurs?',
  'portal-screening.questions.fire_or_bias.why':
    'Arson and hate crimes are not among the four kinds of reports we take online.',
  'portal-screening.questions.firearm_or_drugs.ask': 'Is a gun, ammunition or prescription medicine among the items?',
  'portal-screening.questions.firearm_or_drugs.why':
    'Stolen guns must go into the police database right away. An officer must also take the report if ammunition or prescription medicine is missing.',
  'portal-screening.questions.vehicle.ask':
    'Is it about a missing vehicle or license plate, or about a traffic accident?',
  'portal-screening.questions.vehicle.why':
    'Stolen vehicles and plates must go into the police database right away, and accidents have their own report. You can report items taken from a car, or parts of it, here.',
  'portal-screening.questions.minor.ask': 'Are you younger than {age, number}?',
  'portal-screening.questions.minor.why': 'A parent or guardian can file the report for you.',
  'portal-screening.questions.value.ask': 'Is everything together worth more than {ceiling}?',
  'portal-screening.questions.value.why': 'Above that amount, an officer must take the report.',
  'portal-screening.place.ask': 'Did it happen in the City of {city}?',
  'portal-screening.place.fraud': 'Did it happen in the City of {city}, or do you live there?',
  'portal-screening.place.why': 'The police in the town where it happened must take the report.',
  'portal-screening.place.yes': 'Yes',
  'portal-screening.place.no': 'No, in another town',
  'portal-screening.place.unsure': 'I’m not sure',
  'portal-screening.place.town': 'Which town?',
  'portal-screening.place.townHint':
    'A mailing address can say Hartford even if the place is in another town. The map in the form shows the city limits.',
  'portal-screening.turn.emergency': 'Call 911 now.',
  'portal-screening.turn.dispatch': 'Call {phone} and say that you want an officer to take a report.',
  'portal-screening.turn.guardian': 'Ask a parent or guardian, {age, number} or older, to file it, or call {phone}.',
  'portal-screening.turn.otherPolice': 'Report it to the {name}.',
  'portal-screening.turn.otherPolicePhone': 'Report it to the {name}: {phone}.',
  'portal-screening.turn.elsewhere': 'Report it to the {town} police.',
  'portal-screening.turn.unknownTown': 'Report it to the police in the town where it happened.',
  'portal-screening.stop.title': 'Please report this another way',
  'portal-screening.stop.lead': 'Based on your answers, we cannot take this report online:',
  'portal-screening.stop.kept': 'Nothing was sent or kept.',
  'portal-screening.stop.back': 'Change my answers',
  'portal-screening.stop.otherwise': 'Report something else',
  'portal-screening.answerAll': 'Choose Yes or No',
  'portal-screening.answerPlace': 'Choose whether it happened in the city',
} as const;
