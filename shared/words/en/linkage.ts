export const linkage = {
  'linkage.accuracy': 'Accuracy',
  'linkage.tunedFiveTimesOnFourFifths':
    'Tuned five times on four-fifths of the decisions and tested on the rest, so no decision is scored by weights it helped set.',
  'linkage.measure': 'Measure',
  'linkage.none': 'none',
  'linkage.weightsInBits': 'Weights in bits',
  'linkage.eachAddedBitDoublesTheOdds':
    'Each added bit doubles the odds; each bit removed halves them. {n, number} of {all, number} weights change by 0.1 bit or more.',
  'linkage.showingAll': 'Showing all',
  'linkage.showAll': 'Show all',
  'linkage.forANameOrAnotherValue':
    'For names and other values where rarity counts, this is the average: a rare one weighs more, a common one less.',
  'linkage.howTwoReportsAgreeOrDiffer': 'How two reports agree or differ',
  'linkage.active': 'Active',
  'linkage.tuned': 'Tuned',
  'linkage.sameReporterSameIncident': 'Same reporter, same incident',
  'linkage.differentReporterSameIncident': 'Different reporter, same incident',
  'linkage.sameReporterDifferentIncident': 'Same reporter, different incident',
  'linkage.defaultWeights': 'Default weights',
  'linkage.versionVersion': 'Version {version, number}',
  'linkage.correctAmongThoseMarkedAsDuplicates':
    'Of the pairs marked as duplicates (match {from, number}% or higher), the share that are correct',
  'linkage.foundAmongThoseOfficersCallThe':
    'Of the pairs officers call the same incident, the share that are found (match {from, number}% or higher)',
  'linkage.combinedScoreF1AtFromOr': 'Combined score (F1; match {from, number}% or higher)',
  'linkage.howMuchEachMatchBetweenTwo':
    'How much each match between two reports counts, and whether officers’ decisions suggest different weights.',
  'linkage.tuning': 'Tuning…',
  'linkage.tuneWeights': 'Tune weights',
  'linkage.loadingWeights': 'Loading weights',
  'linkage.theServerIsTuningTheWeights': 'The server is tuning the weights',
  'linkage.thisTakesAFewSecondsYou':
    'This takes a few seconds. You don’t have to wait: the result is kept until the next run.',
  'linkage.weightsNotTuned': 'Weights not tuned',
  'linkage.theseWeightsHaveNotBeenTuned': 'These weights have not been tuned yet',
  'linkage.tuningChangesNothingByItselfOld':
    'Tuning changes nothing by itself. You will see the old and new weights side by side and decide.',
  'linkage.sinceWhen': ', since {when}',
  'linkage.byName': ', by {name}',
  'linkage.nOfficerDecisionsOnPairsOf':
    '{n, plural, one {# officer decision on a pair of reports} other {# officer decisions on pairs of reports}}',
  'linkage.decisionsOfNeededDecisionsSoFar': '{decisions, number} of {needed, number} decisions so far',
  'linkage.decisionsSoFar': 'Decisions so far',
  'linkage.eachSameIncidentRelatedAndNot':
    'Each “same incident,” “related” or “not the same” decision by an officer counts toward the total, and so does each rejection as a duplicate. Once there are {needed, number}, you can tune the weights here.',
  'linkage.tunedWeights': 'Tuned weights',
  'linkage.tunedOnNDecisions': '{n, plural, one {Tuned on # decision} other {Tuned on # decisions}}',
  'linkage.whenByNameSameOfThem': '{when}, by {name}; {same} of these are “same incident”',
  'linkage.activate': 'Activate…',
  'linkage.theTunedWeightsDoWorseOn': 'The tuned weights perform worse on these decisions',
  'linkage.keepTheActiveWeightsAndTune': 'Keep the active weights, and tune again once there are more decisions.',
  'linkage.previousVersions': 'Previous versions',
  'linkage.fromWhen': ', from {when}',
  'linkage.reactivateVersion': 'Reactivate: {version}',
  'linkage.reactivate': 'Reactivate…',
  'linkage.versionVersionIsActive': 'Version {version, number} is active.',
  'linkage.activateTheTunedWeights': 'Activate the tuned weights',
  'linkage.activate2': 'Activate',
  'linkage.theServerUsesThemAtOnce':
    'The server will use them right away. Each workstation will get them within an hour and rerun duplicate matching in the background; officers’ decisions on pairs of reports will not change. You can reactivate previous weights on this page.',
  'linkage.reEnterYourPasswordToContinue': 'Re-enter your password to continue.',
} as const;
