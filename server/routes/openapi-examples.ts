type Example = { request?: { example: unknown }; response?: { example: unknown } };

const OFFICER = {
  id: '0195706f-0000-7000-8000-000000000001',
  name: 'rivera',
  displayName: 'Officer Rivera',
  role: 'officer',
};

const FIT = {
  id: '0195706f-0000-7000-8000-0000000000f1',
  at: '2026-03-07T14:00:00.000Z',
  by: 'IT Administrator',
  basedOn: 0,
  decisions: 412,
  same: 160,
  old: [{ threshold: 0.5, found: 171, precision: 0.906, recall: 0.969, f1: 0.937 }],
  next: [{ threshold: 0.5, found: 166, precision: 0.946, recall: 0.981, f1: 0.963 }],
  weights: [
    {
      hypothesis: 'same_person',
      comparison: 'phone',
      level: 'same',
      words: 'Same telephone number',
      old: 12.7,
      next: 12.2,
    },
  ],
};

/** Worked examples of what a stranger to this interface tries first; a test holds them to their schemas. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  health: { response: { example: { ok: true } } },
  ready: {
    response: {
      example: {
        ready: true,
        checks: { database: 'ok', migrations: 'ok', audit: 'ok', jobs: 'failing' },
        failingJobs: ['retention'],
      },
    },
  },
  signIn: {
    request: { example: { name: 'rivera', secret: 'correct horse battery staple', workstation: 'Front desk 2' } },
    response: {
      example: {
        token: 'kq3nq5vT0b3h8oYxkqz3pQ1S8r0m9uWZkq3nq5vT0b3',
        tokenExpiresAt: '2026-03-07T10:15:00.000Z',
        refreshToken: 'Xw0b3h8oYxkqz3pQ1S8r0m9uWZkq3nq5vT0b3kq3nq5',
        officer: OFFICER,
        expiresAt: '2026-03-07T22:00:00.000Z',
      },
    },
  },
  me: { response: { example: OFFICER } },
  sentBefore: {
    response: {
      example: {
        reports: [
          {
            reportId: '0195706f-0000-7000-8000-00000000000a',
            trackingNumber: 'T26-004812-6',
            receivedAt: '2026-01-12T20:41:00.000Z',
            kind: 'larceny',
            offenseCode: '23F',
            location: '41 Park Street',
            state: 'rejected',
            outcome: 'Rejected: Outside of Hartford.',
          },
        ],
      },
    },
  },
  act: {
    request: {
      example: {
        act: {
          kind: 'reject',
          reasonCode: 'outside_hartford',
          duplicateOf: null,
          note: 'Wethersfield Police answer at 860-721-2900.',
        },
        seen: {
          reportVersion: 1,
          policyVersion: 1,
          letterHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        },
      },
    },
  },
  intake: {
    request: {
      example: {
        kind: 'lost_property',
        offenseCode: 'lost_property',
        facts: {
          who: {
            givenName: 'Maria',
            familyName: 'Soto',
            birthDate: null,
            email: 'maria.soto@example.org',
            phone: '860-555-0142',
            address: null,
            language: 'es',
            preferredContact: 'email',
            bestTime: 'after 5 pm',
            actsFor: null,
          },
          items: [
            {
              type: 'Phone',
              brand: 'Samsung',
              model: 'Galaxy S24',
              serialNumber: null,
              colour: 'black',
              marks: 'cracked corner',
              valueCents: 55000,
            },
          ],
          fraud: null,
          when: { from: '2026-03-06T21:00:00.000Z', to: '2026-03-06T22:30:00.000Z' },
          where: {
            address: '41 Park Street',
            unit: null,
            city: 'Hartford',
            neighbourhood: null,
            placeType: 'street',
            point: null,
          },
          how: 'I noticed on the bus that my phone was no longer in my coat.',
        },
        notice: { version: '2026-1', language: 'es', accepted: true },
      },
    },
    response: { example: { trackingNumber: 'T26-004812-6', receivedAt: '2026-03-07T14:00:00.000Z' } },
  },
  fitLinkModel: { response: { example: FIT } },
  linkFitting: {
    response: {
      example: { decisions: 412, needed: 200, versions: [{ version: 0, at: null, by: null }], fit: FIT },
    },
  },
  publishLinkModel: { request: { example: { fit: FIT.id } }, response: { example: { version: 1 } } },
};
