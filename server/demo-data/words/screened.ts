import { type Phrase, phrases } from '../grammar.ts';

/**
 * Reasons why a report doesn't qualify for online filing. They show in the report's text, except `outside_city`, which
 * shows in the report's location.
 */
export const SCREENED = [
  'outside_city',
  'suspect_known',
  'camera',
  'device_location',
  'plate',
  'force',
  'home_entry',
  'stolen_vehicle',
  'fire',
  'bias',
  'firearm_or_drugs',
  'in_progress',
  'domestic',
  'injury',
] as const;
export type Screened = (typeof SCREENED)[number];
export type ScreenedWords = Exclude<Screened, 'outside_city'>;

export const screenedEnglish: Record<ScreenedWords, readonly Phrase[]> = {
  suspect_known: phrases(
    'I know who [did it|did this|took it], [it was|it is] [my ex|the guy from the second floor|a former coworker|my cousin|the previous tenant].',
    'It was [my neighbor|my landlord|my roommate|a friend of my son], [he admitted it|she told people about it|everybody knows].',
    '[His|Her] name is [Tony|Chris|Ashley|Junior], [he|she] [lives|stays] [on the same street|upstairs|in the next building].',
    'A [man|woman|kid] with [a red jacket|a gray hoodie|a tattoo on the neck|a blue bike] did it, I would recognize [him|her].',
  ),
  camera: phrases(
    'I have [it on camera|video of it|the whole thing on my Ring|footage from my doorbell].',
    'The [store|building|gas station|landlord] [has cameras|has video|saved the footage] and [you can see|it shows] [the person|everything].',
    "My neighbor's camera [caught it|got the person|recorded it].",
  ),
  device_location: phrases(
    'Find My iPhone [shows it|says it is] [at a house on Garden St|in Waterbury|two blocks away].',
    'There is an AirTag in it and [it is pinging|it shows] [an address|a garage|a house] [nearby|in the south end].',
    'I can [track|see] [my phone|it] [on the app|online], it is [still on|moving|at the same address since].',
  ),
  plate: phrases(
    'I got [the license plate|the plate number|a partial plate] of the car [they left in|].',
    '[They|He] drove off in a [white van|black Acura|gray Infiniti], plate [starts with|was] [BA|AV|CT] [something|and a 7|].',
  ),
  force: phrases(
    '[He|They|The guy] [pushed me|shoved me|grabbed my arm|pulled it out of my hands] [and ran|and I fell|].',
    '[He|One of them] had [a knife|a gun|something like a gun] and [told me to give it up|said he would hurt me].',
    'He threatened [to beat me up|me|to come back].',
  ),
  home_entry: phrases(
    'They [broke into my apartment|got in through my bedroom window|kicked in my back door|forced the lock of my apartment] [while I was out|while we slept|].',
    'Someone was inside my [house|apartment|home], [drawers were open|the closet was emptied|the bedroom was a mess].',
  ),
  stolen_vehicle: phrases(
    'My [car|truck|motorcycle|SUV] [was stolen|is gone|was gone when I came out] [too|with everything in it|].',
    'They took the [whole car|car itself|keys and drove off with the car].',
  ),
  fire: phrases(
    '[They|Someone] [set it on fire|lit it on fire|tried to burn it], [the paint is melted|there are burn marks|the fire department came].',
    'It was burned, [smells like gas|I found a lighter and a bottle].',
  ),
  bias: phrases(
    '[They wrote|There was|They painted] [a swastika|slurs against|hateful words about] [on it|my religion|immigrants|gay people].',
    'I think it is because [we are Muslim|we are Black|of my pride flag|we are Jewish].',
  ),
  firearm_or_drugs: phrases(
    'My [handgun|pistol|rifle] was [in the glove box|in the bag|in there] too, [I have a permit|registered].',
    'My [prescription|oxycodone|Adderall|pain pills] [was|were] in it and [is|are] gone too.',
  ),
  in_progress: phrases(
    '[They are|The person is|He is] [still here|still outside|in the building right now|coming back as I write].',
    'It is happening [right now|at this moment], please send someone.',
  ),
  domestic: phrases(
    'My [husband|wife|boyfriend|girlfriend] [did it|broke it|took it] [during an argument|when I told him to leave|and I am afraid of him].',
    'There is a [restraining order|protective order] against [him|her|my ex].',
  ),
  injury: phrases(
    'I [was hurt|got cut|had to go to the ER|hit my head] [and got stitches|because of it|].',
    'My [son|daughter|mother] was [injured|hurt|bleeding] [too|].',
  ),
};

export const screenedSpanish: Record<ScreenedWords, readonly Phrase[]> = {
  suspect_known: phrases(
    'Yo sé quién fue, [fue|es] [mi ex|el vecino de arriba|un compañero del trabajo|mi primo].',
    'Fue [mi vecina|el hijo del dueño|mi excompañero de cuarto], [todo el mundo lo sabe|él mismo lo dijo].',
    'Se llama [Tony|Junior|Wilson] y vive [en la misma calle|arriba|en el otro edificio].',
  ),
  camera: phrases(
    'Tengo [el video|la grabación] [de la cámara|del timbre|].',
    '[La tienda|El edificio|El vecino] tiene cámaras y [se ve todo|se le ve la cara].',
  ),
  device_location: phrases(
    'El [teléfono|celular] [aparece|sale] en el localizador [cerca de la calle Garden|en otra casa|en Waterbury].',
    'Tiene un AirTag y [dice|marca] que está [en una casa cerca|en un garaje].',
  ),
  plate: phrases('[Apunté|Cogí|Tengo] [la tablilla|la placa|parte de la tablilla] del carro [en que se fueron|].'),
  force: phrases(
    '[Me empujó|Me empujaron|Me agarró del brazo|Me golpeó] [y salió corriendo|y me caí|].',
    'Tenía [un cuchillo|una pistola] y me [amenazó|dijo que se lo diera].',
  ),
  home_entry: phrases(
    '[Entraron a|Se metieron en] mi [casa|apartamento] [por la ventana|por la puerta de atrás|mientras no estábamos].',
  ),
  stolen_vehicle: phrases(
    'Se llevaron [el carro completo|mi carro también|el carro con todo].',
    'Me robaron el carro [también|].',
  ),
  fire: phrases('Le [pegaron|prendieron] fuego, [vinieron los bomberos|está quemado].'),
  bias: phrases(
    '[Escribieron|Pintaron] [insultos contra los inmigrantes|una esvástica|cosas de odio por ser latinos].',
  ),
  firearm_or_drugs: phrases(
    'También estaba mi [pistola|arma], [tengo permiso|está registrada].',
    'Se llevaron también mis [pastillas recetadas|medicinas para el dolor].',
  ),
  in_progress: phrases('[Todavía están|La persona todavía está] [aquí|afuera|en el edificio], vengan por favor.'),
  domestic: phrases('Fue mi [esposo|esposa|novio|pareja] [en una discusión|y le tengo miedo].'),
  injury: phrases('Me [lastimé|corté] [y fui al hospital|la mano|].'),
};
