import { type Plan, phrases } from '../grammar.ts';
import { AFTER, LOSS, OPENING, TAKEN, THANKS } from './english-common.ts';

const vehicleBreakIn = phrases(
  'I [parked|left] my {vehicle} {place} {day} [around|about|at] {time} and when I [came back|returned|got back to it] [around|at|about] {time2} [the passenger window was smashed|there was glass all over the seat|somebody had gone through it|one of the doors was open and everything was on the floor|the rear window was broken].',
  'My {vehicle} was parked {place}. [Sometime|Some time] between {time} and {time2} [someone|somebody|an unknown person] [went through it|got into it|broke the window and got in|opened it].',
  '[I forgot to lock my {vehicle}|I must have left my {vehicle} unlocked|My {vehicle} did not lock right] {place} and {day} [someone|somebody] [went in|went through it|rummaged through the glove box and the console].',
  'When I went to [drive to work|take my kids to school|leave for church|go food shopping] {day} at {time2} I [noticed|saw|found] that my {vehicle} {place} had been [entered|gone through|broken into].',
  '{day} [someone|somebody|a thief] [smashed|broke|punched out] [the window|the rear passenger window|the little back window|the driver side window] of my {vehicle} [while it was|that was|when it was] parked {place}.',
);

export const fromVehicle: Plan = [
  [0.35, OPENING],
  [1, vehicleBreakIn],
  [0.95, TAKEN],
  [
    0.4,
    phrases(
      'The [bag|stuff] was [on the back seat|in the trunk|under the seat|on the floor], [I only went in for ten minutes|I usually take it in with me|not even in plain view].',
      '[Nothing else was touched|They left the change and the charger|They also threw all my papers around|The car seat was moved].',
      'There [are|is] [no sign of a forced lock|scratches by the lock|glass everywhere|no other damage].',
      '[Other cars on the street were hit too|It looks like they went down the row checking handles|My upstairs neighbor had the same thing a week ago].',
    ),
  ],
  [0.45, LOSS],
  [0.75, AFTER],
  [0.4, THANKS],
];

export const vehicleParts: Plan = [
  [0.3, OPENING],
  [
    1,
    phrases(
      'I [went out to|came out to|started] my {vehicle} {day} [around|at] {time2} and [the {item} was gone|someone had taken the {item}|the {item} was missing].',
      '[Someone|Somebody] [stole|took|cut off|removed] the {item} [from|off] my {vehicle} [while it was|which was|that was] parked {place} [between|sometime between] {time} and {time2}.',
      'My {vehicle} was {place} overnight. In the morning [it was very loud when I started it|the dash lights were on|it was sitting low|I saw tools on the ground] and [I saw|the mechanic told me|I realized] that the {item} [was gone|had been taken|was cut out].',
      'The {item} of my {vehicle} [was|got] [taken|stolen|ripped off] {place} {day}.',
    ),
  ],
  [0.4, TAKEN],
  [
    0.5,
    phrases(
      'The [shop|mechanic|dealer|body shop] [says|told me|quoted] it will cost {value} [to fix|for the part and labor|] [and the part is on back order|].',
      'I had to [get it towed|take an Uber to work|miss a day of work|borrow a car] because of this.',
      '[This is the second time this year|Same thing happened to my coworker last month|It happened to two other cars in the lot].',
      'It looks like they [used a saw|used a jack|unbolted it|just pulled it off].',
    ),
  ],
  [0.35, LOSS],
  [0.7, AFTER],
  [0.35, THANKS],
];

export const fromBuilding: Plan = [
  [0.35, OPENING],
  [
    1,
    phrases(
      'I left my things [in the locker room|at my desk|in the break room|in the waiting room|in the hallway|by the front desk] {place} {day} [around|at] {time} and [when I came back|when I got back] they were gone.',
      '{items} [was|were] taken from [the laundry room|the basement storage|the common hallway|the lobby|an open office|the gym|the break room] {place}.',
      '[Someone|Somebody] [took|stole|walked off with] my {item} {place} between {time} and {time2}. [The room was open to everybody|The door is never locked|Many people come and go there|It was a busy day].',
      'My {item} was [in the storage bin|in the shared laundry room|in my cubby|under the table|on the counter] {place}, I last [saw|used] it {day} at {time} and [noticed|found out] it was missing around {time2}.',
    ),
  ],
  [0.6, TAKEN],
  [
    0.45,
    phrases(
      'I [asked at the front desk|talked to the super|spoke with the office|checked the lost and found] and [nobody turned it in|they know nothing|they told me to make a police report].',
      '[The lock was not broken|Nothing was forced|No damage to the door].',
      '[About twenty people|A lot of people|Cleaners and contractors] have access to [that room|the area|the floor].',
    ),
  ],
  [0.4, LOSS],
  [0.65, AFTER],
  [0.4, THANKS],
];

export const shoplifting: Plan = [
  [
    0.3,
    phrases(
      '[Loss prevention report.|Store report.|Reporting for the store.|I am the [assistant manager|shift lead|store manager].]',
    ),
  ],
  [
    1,
    phrases(
      '{day} [at|around|approx] {time} [an unknown person|an unknown individual|unknown subject] [selected|took|concealed] merchandise and [left|exited] [the store|] without paying, {place}.',
      'During [inventory|the closing count|a shelf check] {day} we [found|noticed] that {items} [was|were] missing [from the shelf|from the display|from the locked case].',
      'An empty [box|package|security case] was found [in the aisle|in the fitting room|behind a shelf] {place} at {time2}, the {item} [that was in it|] was gone.',
      'Merchandise was taken [from the sales floor|from the front display|from the register area] {place} between {time} and {time2}. [Nobody was stopped.|Staff did not see it happen.|]',
    ),
  ],
  [0.9, TAKEN],
  [0.55, LOSS],
  [
    0.4,
    phrases(
      '[No one was approached|Staff followed policy and did not pursue|We did not see which way they went].',
      '[Case needed for our corporate office|We need a case number for the claim|Please send the case number to the store].',
      'The [tags|sensors|wrappers] were [left behind|cut off|found on the floor].',
    ),
  ],
  [0.2, THANKS],
];

export const pocketPicking: Plan = [
  [0.3, OPENING],
  [
    1,
    phrases(
      'I was [on the bus|waiting for the bus|in a crowd|in line|at an event|shopping] {place} {day} [around|at] {time} and [when I got off|when I got home|a few minutes later] my {item} was gone [from my pocket|from my jacket|out of my back pocket|].',
      'My {item} was taken [out of my coat pocket|from my back pocket|out of my jacket] {place}. I did not feel [anything|a thing] [until|and only noticed when] I [wanted to pay|reached for it|got home].',
      '[Someone|Somebody] [bumped into me|stood very close to me|squeezed past me] {place} [around|about] {time} and after that my {item} was missing.',
    ),
  ],
  [0.6, TAKEN],
  [
    0.35,
    phrases(
      'I [canceled|canceled|blocked] my cards [right away|the same day].',
      'I went back and [asked the driver|asked the clerk|looked everywhere] but [no luck|nothing].',
      'It also had my [ID|license|insurance card|bus pass] in it.',
    ),
  ],
  [0.35, LOSS],
  [0.6, AFTER],
  [0.4, THANKS],
];

export const purse: Plan = [
  [0.3, OPENING],
  [
    1,
    phrases(
      'I [hung|left|put] my [bag|purse|handbag] [on the back of the chair|on the cart|on the bench next to me|on the hook under the bar] {place} {day} and [when I turned around|a minute later|when I wanted to pay] it was gone.',
      'My [purse|bag|tote] was taken [from my shopping cart|from beside me|off the stroller|from the chair] {place} between {time} and {time2}.',
      'I was [having lunch|having a drink|talking to a friend|paying] {place} at {time}. My [purse|handbag] was [next to me|by my feet|on the seat] and then it [disappeared|was not there anymore].',
    ),
  ],
  [0.8, TAKEN],
  [
    0.35,
    phrases(
      'My [keys|house keys|car keys] were in it too so I [changed the locks|have to change the locks].',
      '[The waiter|The manager|The cashier] [looked around with me|said nobody turned it in].',
    ),
  ],
  [0.4, LOSS],
  [0.6, AFTER],
  [0.4, THANKS],
];

export const coinMachine: Plan = [
  [
    1,
    phrases(
      'The coin box of [a washer|a dryer|two dryers|the soda machine|the snack machine] {place} was [pried open|emptied|drilled open] [sometime|] between {time} and {time2}.',
      'When I [came to collect|came to empty the machines|opened up] {day} at {time2} the [vending machine|washing machine|air pump] {place} [had been forced open|was open and empty|had its lock drilled out].',
    ),
  ],
  [0.6, TAKEN],
  [
    0.6,
    phrases(
      'The lock [has to be replaced|was ruined], that is [another|about] {value}.',
      'I [own|service|manage] the machines [in this building|for several buildings].',
      'I estimate about {value} in [quarters|coins|cash].',
    ),
  ],
  [0.5, AFTER],
  [0.3, THANKS],
];

export const otherTheft: Plan = [
  [0.35, OPENING],
  [
    1,
    phrases(
      'My {item} was [locked up|chained|standing|left] {place} {day} [at|around] {time} and [at|around] {time2} it was [gone|not there anymore|missing].',
      '[Someone|Somebody] [took|stole|walked away with] my {item} [from my porch|from the yard|from in front of my building|from the rack|from the driveway] {place}.',
      'I [noticed|realized|found out] {day} [around|about] {time2} that my {item} [was missing|had been taken|was gone]. I last saw it at {time} {place}.',
      'A package with {items} was [delivered|dropped off] {place} {day} at {time}. When I [got home|came home from work|looked outside] at {time2} [it was gone|there was nothing there|only the empty box was left].',
      'I was [working|loading my van|doing yard work|moving] {place} and [turned my back|went inside] for [five minutes|a few minutes|a moment], and my {item} was [taken|gone].',
    ),
  ],
  [0.6, TAKEN],
  [
    0.4,
    phrases(
      'The [lock|chain|cable] was [cut|still there, cut in two|gone too].',
      'The [delivery company|seller|carrier] says [it was delivered|I have to file a police report].',
      'I [checked Marketplace and OfferUp|called the pawn shops|put up a note in the lobby] but [nothing so far|no luck].',
      'It has [a sticker on it|a scratch on the side|my initials on the bottom].',
    ),
  ],
  [0.4, LOSS],
  [0.7, AFTER],
  [0.4, THANKS],
];
