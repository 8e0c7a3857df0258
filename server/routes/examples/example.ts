/** An example request and response for one endpoint. */
export type Example = { request?: { example: unknown }; response?: { example: unknown } };

export const ids = {
  officer: '0195706f-0000-7000-8000-000000000001',
  supervisor: '0195706f-0000-7000-8000-000000000002',
  report: '0195706f-0000-7000-8000-00000000000a',
  earlier: '0195706f-0000-7000-8000-00000000000b',
  session: '0195706f-0000-7000-8000-0000000000a1',
  letter: '0195706f-0000-7000-8000-0000000000b1',
  pair: '0195706f-0000-7000-8000-0000000000c1',
  act: '0195706f-0000-7000-8000-0000000000d1',
  rmsPackage: '0195706f-0000-7000-8000-0000000000e1',
  file: '0195706f-0000-7000-8000-0000000000ab',
  fit: '0195706f-0000-7000-8000-0000000000f1',
};

export const RIVERA = { id: ids.officer, displayName: 'Officer Rivera' };

export const sends = (example: unknown): Pick<Example, 'request'> => ({ request: { example } });
export const answers = (example: unknown): Pick<Example, 'response'> => ({ response: { example } });
