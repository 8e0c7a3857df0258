export const repair = {
  'repair.title': 'P2C Review no pudo iniciarse',
  'repair.lead':
    '{n, plural, one {La versión {version} no llegó a la página de inicio de sesión la última vez que se inició.} other {La versión {version} no llegó a la página de inicio de sesión las últimas {n, number} veces que se inició.}}',
  'repair.nothingIsLost': 'No se borró nada en este equipo.',
  'repair.why.application': 'No se pudo cargar una parte de la aplicación.',
  'repair.why.worker': 'No se pudo iniciar la parte que guarda los reportes.',
  'repair.why.window': 'No se pudo mostrar la página de la ventana.',
  'repair.why.late': 'Tardó más de un minuto.',
  'repair.why.unknown': 'Terminó antes de estar lista.',
  'repair.lastGood': 'Última versión que se inició aquí: {version}, el {at}.',
  'repair.noLastGood': 'Ninguna otra versión se ha iniciado en este equipo.',
  'repair.nDecisionsWait':
    '{n, plural, =0 {No hay decisiones sin enviar en la copia cifrada de respaldo.} one {# decisión aún no se ha enviado. Está en la copia cifrada de respaldo de este equipo.} other {# decisiones aún no se han enviado. Están en la copia cifrada de respaldo de este equipo.}}',
  'repair.actions': 'Qué puede hacer',
  'repair.try': 'Intentar de nuevo',
  'repair.tryDoes': 'Se inicia como siempre.',
  'repair.safe': 'Iniciar en modo seguro',
  'repair.safeDoes':
    'Sin la posición guardada de la ventana, la última página y las vistas, la carga anticipada, el corrector ortográfico ni la aceleración gráfica.',
  'repair.export': 'Guardar decisiones sin enviar…',
  'repair.exportDoes':
    'Un archivo cifrado que solo el servidor de la agencia puede abrir. Recupérelo en Ajustes en cualquier equipo, con la sesión del oficial que decidió.',
  'repair.diagnostics': 'Guardar diagnóstico…',
  'repair.diagnosticsDoes': 'Un archivo de texto para TI. No contiene reportes, nombres, direcciones ni búsquedas.',
  'repair.saved': 'Guardado como {path}',
  'repair.notSaved': 'No se pudo guardar en esa carpeta.',
  'repair.couldntStart': 'No se pudo iniciar. Guarde el diagnóstico para TI.',
  'repair.saveDiagnostics': 'Guardar diagnóstico',
  'repair.saveDecisions': 'Guardar decisiones sin enviar',
  'repair.fileDiagnostics': 'p2c-review-diagnostico',
  'repair.fileDecisions': 'p2c-review-decisiones-sin-enviar',
} as const;
