import { type Plan, phrases } from '../grammar.ts';
import { AFTER, OPENING, THANKS } from './english-common.ts';

const REPAIR = phrases(
  'The [estimate|quote|repair] [is|comes to|will be] [about|around|] {value}.',
  '[A body shop|The glass company|A contractor|My handyman] [quoted me|wants|says] {value}.',
  'I have not [gotten an estimate|had it looked at] yet [but I guess|, maybe] {value}.',
  'My deductible is [higher than that|500|1000] so I [may have to pay myself|am not sure about insurance].',
);

export const damagedVehicle: Plan = [
  [0.35, OPENING],
  [
    1,
    phrases(
      'I parked my {vehicle} {place} {day} [around|at] {time} and [when I came back|in the morning|when I went out at {time2}] [there was|I found] {damage}.',
      '[Someone|Somebody|Some idiot|An unknown person] [damaged|vandalized|keyed|hit] my {vehicle} {place} between {time} and {time2}. There is {damage}.',
      'My {vehicle} has {damage}. It was [parked|legally parked|in my usual spot] {place} [and was fine|and nothing was wrong with it] at {time}.',
      '{day} I [noticed|saw|found] {damage} on my {vehicle}, [it was parked|parked] {place}.',
    ),
  ],
  [
    0.3,
    phrases(
      'Nothing was [taken|stolen] [from the car|].',
      '[Two other cars|The car behind mine|Several cars on the block] [had|have] the same [thing|damage].',
      'It was not [like that|there] when I parked.',
      '[No note was left|There was no note|Nobody left a note].',
    ),
  ],
  [0.6, REPAIR],
  [0.65, AFTER],
  [0.35, THANKS],
];

export const damagedHome: Plan = [
  [0.35, OPENING],
  [
    1,
    phrases(
      '[Someone|Somebody|Kids maybe,] [threw a rock through|threw something at|broke|smashed|kicked in] {target} {place} {day} [around|at] {time}.',
      'I [came home|woke up|went outside] {day} at {time2} and [found|saw] {damage} on {target} {place}.',
      '{target} {place} [was|got] [damaged|vandalized|broken] between {time} and {time2}. [There is|I found] {damage}.',
      'There is {damage} on {target}. It [must have happened|happened] {day} between {time} and {time2}.',
    ),
  ],
  [
    0.35,
    phrases(
      'Nobody [got inside|was home|was hurt] [thank God|].',
      'I [boarded it up|cleaned up the glass|covered it with plastic] [for now|already].',
      '[We rent, so|The landlord is informed,] [the landlord wants a report|I need this on paper].',
      'It happened [before|once before] [in the summer|last year|] too.',
    ),
  ],
  [0.6, REPAIR],
  [0.6, AFTER],
  [0.35, THANKS],
];

export const graffiti: Plan = [
  [0.3, phrases('[I manage|I own|I work at] the [building|store|shop|property] [.|and this is about graffiti.]')],
  [
    1,
    phrases(
      '[Someone|Somebody] [spray painted|tagged|wrote on|painted] {target} {place} [overnight|over the weekend|] {day}. [It is|There is] {damage}.',
      'We found {damage} on {target} when we [opened|came in] {day} at {time2}. It [was clean|was not there] at {time}.',
      '{target} {place} [is|was] covered with {damage}.',
    ),
  ],
  [
    0.5,
    phrases(
      'It [is just a tag|is only scribbles|is letters I can not read|looks like initials].',
      '[About|Maybe] [three|six|ten] feet [wide|high].',
      '[We painted over it once already|This is the third time|The same tag is on the next building].',
    ),
  ],
  [0.5, REPAIR],
  [0.5, AFTER],
  [0.3, THANKS],
];

export const lost: Plan = [
  [
    0.3,
    phrases(
      '[Hello|Hi|Good morning][,|.]',
      'I [lost|misplaced] something and [need|was told I need] a [report|police report].',
      'This is [just|only] for [lost property|something I lost].',
    ),
  ],
  [
    1,
    phrases(
      'I [lost|must have lost|misplaced|dropped] my {item} {place} [or on the way there|or nearby|] {day} [around|sometime after] {time}.',
      'I [last had|last saw|last used] my {item} {place} {day} at {time}. [At|Around] {time2} I [noticed|realized] [it was not there|I did not have it].',
      'I think I left my {item} [on the bus|in an Uber|on a bench|on the counter|on top of my car] {place} {day}.',
      'My {item} [fell out of my pocket|fell out of my bag|slipped off|got lost] [while walking|while I was shopping|when I got out of the car|] {place} between {time} and {time2}.',
    ),
  ],
  [0.5, phrases('[Lost|Missing][:| is] {items}.', 'What I lost: {items}.')],
  [
    0.55,
    phrases(
      'I [went back|retraced my steps|called the place|asked at the store] [and|but] [nobody found it|no one turned it in|it was not there].',
      'I do not think it was stolen [but I can not be sure|, I just lost it].',
      'I [canceled|blocked] the [cards|phone line] [already|].',
      'The [embassy|consulate|DMV|insurance|pawn shop|phone company] [asks for|needs|wants] a police report.',
      'It [means a lot to me|was a gift|belonged to my mother|has sentimental value].',
    ),
  ],
  [0.25, phrases('[It is worth|Worth] about {value}.', 'I paid {value} for it.')],
  [0.45, THANKS],
];

export const identity: Plan = [
  [0.25, OPENING],
  [
    1,
    phrases(
      '[Someone|Somebody|An unknown person] [opened|applied for] {account} in my name. I [found out|learned about it] {day} [when I got a letter|from a credit alert|when a collector called|when I checked my credit].',
      'I [received|got] [a letter|a bill|an email|a statement] from {bank} about {account} [that I never opened|I know nothing about|that is not mine].',
      'My [social security number|name and birth date|personal information] [was|has been] used for {account} with {bank}. I [never did that|did not authorize it].',
      'When I [filed my taxes|applied for an apartment|applied for a loan] I was told [there is|that there already is] {account} [under my name|with my social].',
    ),
  ],
  [0.6, phrases('The amount is {value}.', 'They [owe|charged|ran up] {value} [in my name|so far|].')],
  [
    0.6,
    phrases(
      'I [froze my credit|put a fraud alert|called the credit bureaus] [right away|already|].',
      '{bank} [wants|asked for|needs] a police report [to close it|before they do anything|].',
      'I [filed|also filed] with the FTC [on identitytheft.gov|].',
      'My mail [was opened before|has gone missing a few times], maybe that is how.',
    ),
  ],
  [0.5, phrases('I live {place}.', 'My address is {addr}[, the mail came there|].')],
  [0.5, AFTER],
  [0.4, THANKS],
];

export const card: Plan = [
  [0.25, OPENING],
  [
    1,
    phrases(
      '[I noticed|I saw|There are] [charges|purchases|withdrawals] on my [card|debit card|credit card|account] with {bank} that [I did not make|are not mine]. [The first was|It started] {day}.',
      '[Someone|Somebody] [used|got hold of] my {bank} [card|debit card|card number] {day} [around|about] {time} for {value}. [I still have the card|The card never left my wallet|My card was lost the day before].',
      'My {bank} account was [emptied|charged|used] [several times|twice|] between {time} and {time2}, [in total|all together] {value}.',
    ),
  ],
  [
    0.5,
    phrases(
      '[They bought|It was for|The charges are for] [gift cards|gas|online orders|food delivery|phones] [that never came to me|].',
      'The [bank|card company] [blocked the card|sent me a new card|opened a dispute] [and wants a police report|].',
    ),
  ],
  [0.4, phrases('Total {value}.', 'The loss is {value} [so far|].')],
  [0.35, phrases('I live {place}.', 'I [last used|used] the card {place} [myself|] [the day before|that week].')],
  [0.55, AFTER],
  [0.35, THANKS],
];

export const swindle: Plan = [
  [0.25, OPENING],
  [
    1,
    phrases(
      'I [paid|sent|gave] {value} [by Zelle|by Cash App|in gift cards|by money order|by wire] for [an apartment|a puppy|a used car|concert tickets|a job deposit|a repair] [that did not exist|I found online|and never got it].',
      '[I got|I received] [a call|a text|an email|a message] {day} [around|at] {time} [that said|saying] [my account was hacked|I owed money|I won a prize|a relative was in jail] and I [sent|paid|lost] {value}.',
      '[Someone|A person online|A caller] [pretended to be|claimed to be|said he was from] [{bank}|the electric company|the IRS|tech support|Amazon|the landlord] and [talked me into sending|made me pay|took] {value}.',
      'I [found an ad|answered an ad|saw a listing] online {day}. I sent {value} [and they blocked me|and never heard from them again|and the person disappeared].',
    ),
  ],
  [
    0.5,
    phrases(
      'I [reported it|called] {bank} [and they opened a case|but they can not get it back|the same day].',
      'The [number|account|profile] [does not work anymore|was deleted].',
      'I [kept|have] [the messages|the receipts|screenshots].',
    ),
  ],
  [0.35, phrases('I was at home {place}.', 'I live {place}.')],
  [
    0.3,
    phrases(
      'I feel [stupid|ashamed|bad] [about it|] but [I want it on record|others should be warned].',
      'My [bank|daughter|son] told me to report it.',
    ),
  ],
  [0.35, AFTER],
  [0.35, THANKS],
];
