import type { ScreeningWords } from './screening.ts';

/** English words for the questions that come before the form. */
export const en: ScreeningWords = {
  title: 'First, a few questions',
  lead: 'They show whether this can be reported online. For some things an officer must speak with you, and you would lose time here.',
  why: 'Why we ask',
  yes: 'Yes',
  no: 'No',
  go: 'Go on',
  questions: {
    danger: {
      ask: 'Is it happening now, or is anybody in danger or hurt?',
      why: 'These pages are for what is over and is no emergency. An officer may read your report only days from now.',
    },
    suspect: {
      ask: 'Do you know who did it, or could somebody recognize, describe or find them?',
      why: 'Online reports are for incidents with no suspect information. Where there is some, an officer can act on it.',
    },
    evidence: {
      ask: 'Is there something to collect, such as a video, fingerprints, a plate number, or a device that shows where it is?',
      why: 'Online reports are for incidents without evidence that could help to solve them. Where there is some, an officer must secure it.',
    },
    force: {
      ask: 'Was anybody hurt, pushed or threatened, or is a partner or family member behind it?',
      why: 'With force or a threat it is a robbery, an assault or a domestic matter, which is not one of the four kinds taken online.',
    },
    entry: {
      ask: 'Did somebody get into a home, a garage or a locked building without permission?',
      why: 'Then it is a burglary, which is not one of the four kinds taken online. Leave everything as it is.',
    },
    fire_or_bias: {
      ask: 'Was something set on fire, or does it look like hate against a group, such as symbols or slurs?',
      why: 'Arson and hate crimes are not among the four kinds taken online.',
    },
    firearm_or_drugs: {
      ask: 'Is a gun, ammunition or prescription medicine among the things?',
      why: 'An officer must enter these things at once, so that they can be looked for.',
    },
    vehicle: {
      ask: 'Is it about a vehicle or a license plate that is gone, or about a traffic accident?',
      why: 'Vehicles and plates are entered by an officer at once, and accidents have a report of their own. Things taken out of a car, or parts of it, are fine here.',
    },
    minor: {
      ask: (age) => `Are you younger than ${age}?`,
      why: 'A parent or guardian can file the report for you.',
    },
    value: {
      ask: (ceiling) => `Is all of it together worth more than ${ceiling}?`,
      why: 'Above that amount the department wants an officer to take the report.',
    },
  },
  place: {
    ask: (city) => `Did it happen in the City of ${city}?`,
    fraud: (city) => `Did it happen in the City of ${city}, or do you live there?`,
    why: 'The police of the town where it happened must take the report: the place decides.',
    yes: 'Yes',
    no: 'No, in another town',
    unsure: 'I am not sure',
    town: 'Which town?',
    townHint: 'A postal address can say Hartford and lie in another town. The map in the form shows the city’s limits.',
  },
  turn: {
    emergency: () => 'Call 911 now.',
    dispatch: (phone) => `Call ${phone} and say that you want an officer to take a report.`,
    guardian: (age, phone) => `Ask a parent or guardian, ${age} or older, to file it, or call ${phone}.`,
    otherPolice: (name) => `Report it to the ${name}.`,
    otherPolicePhone: (name, phone) => `Report it to the ${name}: ${phone}.`,
    elsewhere: (town) => `Report it to the police of ${town}.`,
    unknownTown: 'Report it to the police of the town where it happened.',
  },
  stop: {
    title: 'Please report this another way',
    lead: 'From what you answered, this cannot be taken online:',
    kept: 'Nothing was sent or kept.',
    back: 'I answered wrong: go back to the questions',
    otherwise: 'Report something else',
  },
  answerAll: 'Choose Yes or No',
  answerPlace: 'Say whether it happened in the city',
};
