/** Titles of the standard queue views. */
export const views = {
  'views.all': 'Queue',
  'views.to_decide': 'To decide',
  'views.mine': 'Mine',
  'views.needs_me': 'Needs attention',
  'views.overdue': 'Overdue',
  'views.duplicates': 'Possible duplicates',
  'views.answered': 'Reporter replied',
  'views.messages': 'Messages',
  'views.overdue_messages': 'Overdue messages',
  'views.with_person': 'Waiting on reporter',
} as const;
