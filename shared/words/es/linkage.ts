export const linkage = {
  'linkage.accuracy': 'Precisión',
  'linkage.tunedFiveTimesOnFourFifths':
    'Se ajustan cinco veces con cuatro quintas partes de las decisiones y se prueban con el resto, para que ninguna decisión se evalúe con pesos que ella misma ayudó a fijar.',
  'linkage.measure': 'Medida',
  'linkage.none': 'ninguno',
  'linkage.weightsInBits': 'Pesos en bits',
  'linkage.eachAddedBitDoublesTheOdds':
    'Cada bit más duplica la probabilidad relativa, cada bit menos la reduce a la mitad. {n, number} de {all, number} cambian en una décima o más.',
  'linkage.showingAll': 'Se muestran todos',
  'linkage.showAll': 'Mostrar todos',
  'linkage.forANameOrAnotherValue':
    'De un nombre u otro valor cuya rareza cuenta, esto es el promedio: uno raro pesa más, uno común menos.',
  'linkage.howTwoReportsAgreeOrDiffer': 'En qué coinciden o difieren dos reportes',
  'linkage.active': 'Activo',
  'linkage.tuned': 'Ajustado',
  'linkage.sameReporterSameIncident': 'Misma persona, mismo incidente',
  'linkage.differentReporterSameIncident': 'Otra persona, mismo incidente',
  'linkage.sameReporterDifferentIncident': 'Misma persona, otro incidente',
  'linkage.defaultWeights': 'Los pesos que vienen con la aplicación',
  'linkage.versionVersion': 'Versión {version, number}',
  'linkage.correctAmongThoseMarkedAsDuplicates':
    'Correctos entre los marcados como duplicados, desde el {from, number} %',
  'linkage.foundAmongThoseOfficersCallThe':
    'Encontrados de lo que los oficiales llaman un mismo incidente, desde el {from, number} %',
  'linkage.combinedScoreF1AtFromOr': 'Ambos en un número (F1), desde el {from, number} %',
  'linkage.howMuchEachMatchBetweenTwo':
    'Cuánto cuenta cada coincidencia entre dos reportes, y si las decisiones de los oficiales dicen otra cosa.',
  'linkage.tuning': 'Ajustando…',
  'linkage.tuneWeights': 'Ajustar los pesos',
  'linkage.loadingWeights': 'Cargando los pesos',
  'linkage.theServerIsTuningTheWeights': 'El servidor está ajustando los pesos',
  'linkage.thisTakesAFewSecondsYou':
    'Tarda unos segundos. No hace falta esperar: el resultado se guarda hasta el próximo ajuste.',
  'linkage.weightsNotTuned': 'No se ajustaron los pesos',
  'linkage.theseWeightsHaveNotBeenTuned': 'Estos pesos todavía no se han ajustado',
  'linkage.tuningChangesNothingByItselfOld':
    'El ajuste no cambia nada por sí mismo. Los pesos viejos y nuevos quedan entonces aquí lado a lado, y usted decide.',
  'linkage.sinceWhen': ', desde {when}',
  'linkage.byName': ', por {name}',
  'linkage.nOfficerDecisionsOnPairsOf':
    '{n, plural, one {# decisión de oficiales sobre dos reportes} other {# decisiones de oficiales sobre dos reportes}}',
  'linkage.decisionsOfNeededDecisionsSoFar': '{decisions, number} de {needed, number} decisiones hasta ahora',
  'linkage.decisionsSoFar': 'Decisiones hasta ahora',
  'linkage.eachSameIncidentRelatedAndNot':
    'Cuenta cada decisión «mismo incidente», «relacionado» o «no es el mismo» de un oficial, y cada rechazo como duplicado. A partir de {needed, number}, los pesos se pueden ajustar aquí.',
  'linkage.tunedWeights': 'Los pesos ajustados',
  'linkage.tunedOnNDecisions': '{n, plural, one {Ajustado a # decisión} other {Ajustado a # decisiones}}',
  'linkage.whenByNameSameOfThem': '{when}, por {name}; {same} de ellas dicen «mismo incidente»',
  'linkage.activate': 'Activar…',
  'linkage.theTunedWeightsDoWorseOn': 'Los pesos ajustados aciertan menos en estas decisiones',
  'linkage.keepTheActiveWeightsAndTune': 'Deje los que están en vigor y ajuste de nuevo cuando haya más decisiones.',
  'linkage.previousVersions': 'Versiones anteriores',
  'linkage.fromWhen': ', desde {when}',
  'linkage.reactivateVersion': 'Reactivar: {version}',
  'linkage.reactivate': 'Reactivar…',
  'linkage.versionVersionIsActive': 'La versión {version, number} está activa.',
  'linkage.activateTheTunedWeights': 'Activar los pesos ajustados',
  'linkage.activate2': 'Activar',
  'linkage.theServerUsesThemAtOnce':
    'El servidor los usa de inmediato. Cada equipo los toma dentro de la hora y marca los duplicados de nuevo en segundo plano; lo que los oficiales decidieron sobre dos reportes queda. En esta página puede reactivar pesos anteriores.',
  'linkage.reEnterYourPasswordToContinue': 'Escriba su contraseña otra vez para continuar.',
} as const;
