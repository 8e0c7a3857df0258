/** Titles of the standard queue views. */
export const views = {
  'views.all': 'Cola',
  'views.to_decide': 'Por decidir',
  'views.mine': 'Míos',
  'views.needs_me': 'Requieren atención',
  'views.overdue': 'Con retraso',
  'views.duplicates': 'Posibles duplicados',
  'views.answered': 'Respondidos',
  'views.messages': 'Mensajes',
  'views.overdue_messages': 'Mensajes con retraso',
  'views.with_person': 'En espera de la persona',
} as const;
