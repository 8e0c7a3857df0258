/** Spanish of the page on how repeats are found. */
export const linkageWords = {
  'How well they judge': 'Cómo juzgan',
  'Five times fitted to four fifths of the decisions and asked about the rest, so that no decision is judged by weights that it went into.':
    'Ajustados cinco veces a cuatro quintos de las decisiones y consultados sobre el resto, para que ninguna decisión la juzguen pesos en los que entró.',
  Measure: 'Medida',
  none: 'ninguno',
  'Weights in bits': 'Pesos en bits',
  'Each bit more doubles the odds, each bit less halves them. {n} of {all} change by a tenth or more.':
    'Cada bit más duplica la probabilidad relativa, cada bit menos la reduce a la mitad. {n} de {all} cambian en una décima o más.',
  'Showing all': 'Se muestran todos',
  'Show all': 'Mostrar todos',
  'Of a name or another value whose rarity counts, this is the average: a rare one weighs more, a common one less.':
    'De un nombre u otro valor cuya rareza cuenta, esto es el promedio: uno raro pesa más, uno común menos.',
  'What two reports agree or differ in': 'En qué coinciden o difieren dos reportes',
  'In force': 'En vigor',
  Fitted: 'Ajustado',
  'The same person tells of the same incident': 'La misma persona cuenta el mismo incidente',
  'Somebody else tells of the same incident': 'Otra persona cuenta el mismo incidente',
  'The same person tells of another incident': 'La misma persona cuenta otro incidente',
  'The weights that come with the application': 'Los pesos que vienen con la aplicación',
  'Version {version}': 'Versión {version}',
  'Right among what is called a repeat, from {from} % on': 'Correctos entre los llamados repetidos, desde el {from} %',
  'Found of what officers call one incident, from {from} % on':
    'Encontrados de lo que los oficiales llaman un mismo incidente, desde el {from} %',
  'Both in one number (F1), from {from} % on': 'Ambos en un número (F1), desde el {from} %',
  'How much each agreement between two reports counts, and whether officers’ decisions say otherwise.':
    'Cuánto cuenta cada coincidencia entre dos reportes, y si las decisiones de los oficiales dicen otra cosa.',
  'Fitting…': 'Ajustando…',
  'Fit the weights': 'Ajustar los pesos',
  'Reading the weights': 'Leyendo los pesos',
  'The server fits the weights': 'El servidor ajusta los pesos',
  'It takes some seconds, and nobody has to wait for it: the result is kept until the next one.':
    'Tarda unos segundos y nadie tiene que esperar: el resultado se guarda hasta el siguiente.',
  'Nothing was fitted': 'No se ajustó nada',
  'Nothing is fitted to these weights yet': 'Todavía no se ha ajustado nada a estos pesos',
  'Fitting changes nothing by itself. Old and new weights then stand here side by side, and you decide.':
    'El ajuste no cambia nada por sí mismo. Los pesos viejos y nuevos quedan entonces aquí lado a lado, y usted decide.',
  ', since {when}': ', desde {when}',
  ', by {name}': ', por {name}',
  '{n} decisions of officers about two reports': {
    one: '{n} decisión de oficiales sobre dos reportes',
    other: '{n} decisiones de oficiales sobre dos reportes',
  },
  '{decisions} of {needed} decisions so far': '{decisions} de {needed} decisiones hasta ahora',
  'Decisions so far': 'Decisiones hasta ahora',
  'Each “same incident”, “related” and “not the same” of an officer, and each rejection as a duplicate, is one. From {needed} on, the weights can be fitted to them here.':
    'Cada «mismo incidente», «relacionado» y «no es el mismo» de un oficial, y cada rechazo por repetido, es una. Desde {needed}, los pesos se pueden ajustar a ellas aquí.',
  'The fitted weights': 'Los pesos ajustados',
  'Fitted to {n} decisions': { one: 'Ajustado a {n} decisión', other: 'Ajustado a {n} decisiones' },
  '{when}, by {name}; {same} of them say “same incident”':
    '{when}, por {name}; {same} de ellas dicen «mismo incidente»',
  'Put in force…': 'Poner en vigor…',
  'The fitted weights judge these decisions worse': 'Los pesos ajustados juzgan peor estas decisiones',
  'Leave those in force, and fit again when there are more decisions.':
    'Deje los que están en vigor y ajuste de nuevo cuando haya más decisiones.',
  'Former versions': 'Versiones anteriores',
  ', from {when}': ', desde {when}',
  'Put in force again: {version}': 'Poner en vigor otra vez: {version}',
  'Put in force again…': 'Poner en vigor otra vez…',
  'Version {version} is in force.': 'La versión {version} está en vigor.',
  'Put the fitted weights in force': 'Poner en vigor los pesos ajustados',
  'Put in force': 'Poner en vigor',
  'The server goes by them at once. Each workstation takes them within the hour and marks repeats anew in the background; what officers decided about two reports stays. You can put former weights in force again on this page.':
    'El servidor se rige por ellos de inmediato. Cada equipo los toma dentro de la hora y marca los repetidos de nuevo en segundo plano; lo que los oficiales decidieron sobre dos reportes queda. En esta página puede volver a poner en vigor pesos anteriores.',
  'It is a while since you signed in. This needs your secret again.':
    'Hace un rato que inició sesión. Esto necesita su clave otra vez.',
} as const;
