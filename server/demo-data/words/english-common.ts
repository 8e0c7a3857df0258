import { phrases } from '../grammar.ts';

export const OPENING = phrases(
  '[Hello|Hi|Hello officer|Good morning|Good evening|To whom it may concern][,|.]',
  'I [want|would like|need|am writing] to report [a theft|something that happened|an incident|a larceny].',
  '[This happened|It happened] {day} {place}.',
  'I am [reporting|filing] this [for my insurance|because my insurance asked me to|so that it is on record].',
  'I [tried to call|called] the non emergency line and [they sent me here|was told to do it online].',
  'I am a [resident|tenant|student|nurse|delivery driver|teacher] [here|in Hartford|] and [this is what happened|I want to tell what happened].',
);

export const TAKEN = phrases(
  '[They|Whoever did it] took {items}.',
  '[Missing|Taken|Stolen|What is missing][:| is] {items}.',
  'I am missing {items}.',
  '[The following was taken|These things are gone|List of what was taken]: {items}.',
  '{items} [is|are] gone.',
);

export const LOSS = phrases(
  '[All together|In total|Altogether|All in all] [about|around|roughly|] {value}.',
  '[The total loss is|My loss is|Total value] [about|approx|around] {value}.',
  'I [paid|spent] {value} [for it|on it|last year].',
  'It would cost [me|] {value} to replace [it|everything].',
  '[I have|I still have] the receipt[s|], {value}.',
);

export const AFTER = phrases(
  '[I did not see|I didnt see|I did not hear|Nobody saw] [anyone|anything|who it was|what happened].',
  'There [are|were] no witnesses [that I know of|].',
  'I [asked around|asked my neighbors|talked to people nearby] but [nobody saw anything|no one knows anything].',
  'I [do not know|have no idea] who [did this|would do this|it could be].',
  'I need a [report|case number|police report] for [my insurance|my landlord|my job|the claim].',
  'My insurance [agent|company] [told me to report it|needs a case number].',
  '[It is not the first time|This keeps happening|Second time this year] [on this street|here|in this area].',
  'I would [be happy|be glad|like] to get it back [but I am not hopeful|].',
  '[I work nights so|I was asleep so|I was at work so] I [noticed late|did not notice right away].',
  'I can [send pictures|send photos|provide receipts] if [needed|you need them|that helps].',
);

export const THANKS = phrases(
  '[Thank you|Thanks|Thank you for your help|Thank you for your time][.|]',
  'Please [call me|contact me|let me know|email me] [if you need anything else|with any questions|if there is news].',
  'I [hope|just hope] [you can help|something can be done|this helps others].',
  '[The best time to reach me is|You can reach me] [after work|in the mornings|any time|after 5].',
);

/** Phrases for a person who is not the victim but witnessed the incident or found the damage. */
export const WITNESSED = phrases(
  'I [live|work] [across the street|next door|on the same floor|around the corner] and {day} [around|at|about] {time} I [heard a loud noise|heard glass breaking|heard something|saw] [and looked out|] [that|and saw that] [someone had damaged|something happened to] {what} {place}.',
  'I am not the owner, I am [a neighbor|just a passerby|a coworker|the downstairs tenant]. {what} {place} was [hit|damaged|gone through] {day} [around|about] {time}.',
  'I [walked by|drove by|was walking my dog] {place} {day} at {time2} and [noticed|saw] {what}, [glass on the ground|someone clearly had been at it|it looked bad].',
  'Reporting for [my neighbor|a neighbor|the people next door]: {what} {place}, it must have been {day} between {time} and {time2}.',
);

export const WITNESS_END = phrases(
  'I [did not see|could not see] [a face|who it was|where they went].',
  '[They were gone|It was over] [before I got to the window|in a minute].',
  'I [left a note for the owner|do not know the owner|told the super].',
  'You [can|may] call me if [you want|that helps].',
);
