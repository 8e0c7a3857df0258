export const linkage = {
  'linkage.howWellTheyJudge': 'Precisión',
  'linkage.fiveTimesFittedToFour':
    'Ajustados cinco veces a cuatro quintos de las decisiones y consultados sobre el resto, para que ninguna decisión la juzguen pesos en los que entró.',
  'linkage.measure': 'Medida',
  'linkage.none': 'ninguno',
  'linkage.weightsInBits': 'Pesos en bits',
  'linkage.eachBitMoreDoublesThe':
    'Cada bit más duplica la probabilidad relativa, cada bit menos la reduce a la mitad. {n, number} de {all, number} cambian en una décima o más.',
  'linkage.showingAll': 'Se muestran todos',
  'linkage.showAll': 'Mostrar todos',
  'linkage.ofANameOrAnother':
    'De un nombre u otro valor cuya rareza cuenta, esto es el promedio: uno raro pesa más, uno común menos.',
  'linkage.whatTwoReportsAgreeOr': 'En qué coinciden o difieren dos reportes',
  'linkage.inForce': 'Activo',
  'linkage.fitted': 'Ajustado',
  'linkage.theSamePersonTellsOf': 'La misma persona cuenta el mismo incidente',
  'linkage.somebodyElseTellsOfThe': 'Otra persona cuenta el mismo incidente',
  'linkage.theSamePersonTellsOfAnother': 'La misma persona cuenta otro incidente',
  'linkage.theWeightsThatComeWith': 'Los pesos que vienen con la aplicación',
  'linkage.versionVersion': 'Versión {version, number}',
  'linkage.rightAmongWhatIsCalled': 'Correctos entre los marcados como duplicados, desde el {from, number} %',
  'linkage.foundOfWhatOfficersCall':
    'Encontrados de lo que los oficiales llaman un mismo incidente, desde el {from, number} %',
  'linkage.bothInOneNumberF1': 'Ambos en un número (F1), desde el {from, number} %',
  'linkage.howMuchEachAgreementBetween':
    'Cuánto cuenta cada coincidencia entre dos reportes, y si las decisiones de los oficiales dicen otra cosa.',
  'linkage.fitting': 'Ajustando…',
  'linkage.fitTheWeights': 'Ajustar los pesos',
  'linkage.readingTheWeights': 'Leyendo los pesos',
  'linkage.theServerFitsTheWeights': 'El servidor ajusta los pesos',
  'linkage.itTakesSomeSecondsAnd':
    'Tarda unos segundos y nadie tiene que esperar: el resultado se guarda hasta el siguiente.',
  'linkage.nothingWasFitted': 'No se ajustó nada',
  'linkage.nothingIsFittedToThese': 'Todavía no se ha ajustado nada a estos pesos',
  'linkage.fittingChangesNothingByItself':
    'El ajuste no cambia nada por sí mismo. Los pesos viejos y nuevos quedan entonces aquí lado a lado, y usted decide.',
  'linkage.sinceWhen': ', desde {when}',
  'linkage.byName': ', por {name}',
  'linkage.nDecisionsOfOfficersAbout':
    '{n, plural, one {# decisión de oficiales sobre dos reportes} other {# decisiones de oficiales sobre dos reportes}}',
  'linkage.decisionsOfNeededDecisionsSo': '{decisions, number} de {needed, number} decisiones hasta ahora',
  'linkage.decisionsSoFar': 'Decisiones hasta ahora',
  'linkage.eachSameIncidentRelatedAnd':
    'Cada «mismo incidente», «relacionado» y «no es el mismo» de un oficial, y cada rechazo por repetido, es una. Desde {needed, number}, los pesos se pueden ajustar a ellas aquí.',
  'linkage.theFittedWeights': 'Los pesos ajustados',
  'linkage.fittedToNDecisions': '{n, plural, one {Ajustado a # decisión} other {Ajustado a # decisiones}}',
  'linkage.whenByNameSameOf': '{when}, por {name}; {same} de ellas dicen «mismo incidente»',
  'linkage.putInForce': 'Activar…',
  'linkage.theFittedWeightsJudgeThese': 'Los pesos ajustados juzgan peor estas decisiones',
  'linkage.leaveThoseInForceAnd': 'Deje los que están en vigor y ajuste de nuevo cuando haya más decisiones.',
  'linkage.formerVersions': 'Versiones anteriores',
  'linkage.fromWhen': ', desde {when}',
  'linkage.putInForceAgainVersion': 'Reactivar: {version}',
  'linkage.putInForceAgain': 'Reactivar…',
  'linkage.versionVersionIsInForce': 'La versión {version, number} está activa.',
  'linkage.putTheFittedWeightsIn': 'Activar los pesos ajustados',
  'linkage.putInForce2': 'Activar',
  'linkage.theServerGoesByThem':
    'El servidor los usa de inmediato. Cada equipo los toma dentro de la hora y marca los duplicados de nuevo en segundo plano; lo que los oficiales decidieron sobre dos reportes queda. En esta página puede reactivar pesos anteriores.',
  'linkage.itIsAWhileSince': 'Escriba su contraseña otra vez para continuar.',
} as const;
