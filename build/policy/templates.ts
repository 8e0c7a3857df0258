import { MANAGED, type ManagedSetting, PLACES } from '../../electron/main/managed/table.ts';

/*
 * Templates and examples for administrators, generated from the table of managed settings so that no setting is missing
 * or misspelled. `node build/run.mjs build/policy/write.ts` writes them; a test checks that they are current.
 */
const SETTINGS = Object.entries(MANAGED) as [string, ManagedSetting][];
const KEY = PLACES.registry.replace(/^HKLM\\/, '');
const NAMESPACE = 'P2CReview.Policies';
export const DOMAIN = 'us.p2c-review.desk';

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** The registry stores a list as one string. */
const asText = (value: ManagedSetting['example']) => (Array.isArray(value) ? value.join(' ') : String(value));

function admxPolicy([name, { kind, range }]: [string, ManagedSetting]): string {
  const open = `    <policy name="${name}" class="Machine" displayName="$(string.${name})" explainText="$(string.${name}_help)" key="${KEY}"`;
  const middle = `      <parentCategory ref="P2CReview" />\n      <supportedOn ref="Windows10" />`;
  if (kind === 'yesNo')
    return `${open} valueName="${name}">\n${middle}\n      <enabledValue><decimal value="1" /></enabledValue>\n      <disabledValue><decimal value="0" /></disabledValue>\n    </policy>`;
  const element =
    kind === 'number'
      ? `<decimal id="${name}" valueName="${name}" required="true" minValue="${range?.[0] ?? 0}" maxValue="${range?.[1] ?? 0}" />`
      : kind === 'lines'
        ? `<multiText id="${name}" valueName="${name}" required="true" />`
        : `<text id="${name}" valueName="${name}" required="true" maxLength="1023" />`;
  return `${open} presentation="$(presentation.${name})">\n${middle}\n      <elements>\n        ${element}\n      </elements>\n    </policy>`;
}

function admlPresentation([name, { kind, title }]: [string, ManagedSetting]): string {
  const label = escaped(title);
  const element =
    kind === 'number'
      ? `<decimalTextBox refId="${name}">${label}</decimalTextBox>`
      : kind === 'lines'
        ? `<multiTextBox refId="${name}" />`
        : `<textBox refId="${name}"><label>${label}</label></textBox>`;
  return `      <presentation id="${name}">${element}</presentation>`;
}

/**
 * Returns the Group Policy template, for PolicyDefinitions. It depends on no other template, because Intune would
 * require administrators to upload the other template first.
 */
export const admx = (): string => `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="p2c" namespace="${NAMESPACE}" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
      <definition name="Windows10" displayName="$(string.Windows10)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="P2CReview" displayName="$(string.P2CReview)" />
  </categories>
  <policies>
${SETTINGS.map(admxPolicy).join('\n')}
  </policies>
</policyDefinitions>
`;

/** Returns the English strings of the Group Policy template, for PolicyDefinitions\\en-US. */
export const adml = (): string => `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>P2C Review</displayName>
  <description>Settings of P2C Review for all accounts of a computer</description>
  <resources>
    <stringTable>
      <string id="P2CReview">P2C Review</string>
      <string id="Windows10">Windows 10 or later</string>
${SETTINGS.map(
  ([name, { title, help, kind, windowsExample, example }]) =>
    `      <string id="${name}">${escaped(title)}</string>\n      <string id="${name}_help">${escaped(kind === 'yesNo' ? help : `${help}\n\nExample: ${asText(windowsExample ?? example)}`)}</string>`,
).join('\n')}
    </stringTable>
    <presentationTable>
${SETTINGS.filter(([, { kind }]) => kind !== 'yesNo')
  .map(admlPresentation)
  .join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;

function plistValue(value: ManagedSetting['example']): string {
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>';
  if (typeof value === 'number') return `<integer>${value}</integer>`;
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`;
  return `<array>${value.map((one) => `<string>${escaped(one)}</string>`).join('')}</array>`;
}

/**
 * An example configuration profile for macOS with every setting. Before use, delete the settings you don't need and
 * replace the UUIDs.
 */
export const mobileconfig = (): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadIdentifier</key><string>${DOMAIN}.settings</string>
  <key>PayloadUUID</key><string>6F1C1E0A-1D7B-4C0E-9B52-0A1D3E8B7C11</string>
  <key>PayloadDisplayName</key><string>P2C Review</string>
  <key>PayloadScope</key><string>System</string>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>${DOMAIN}</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>${DOMAIN}.settings.desk</string>
      <key>PayloadUUID</key><string>0B8E7F52-2C66-4E0B-8B2D-5C1F0E6D9A22</string>
${SETTINGS.map(([name, { example }]) => `      <key>${name}</key>${plistValue(example)}`).join('\n')}
    </dict>
  </array>
</dict>
</plist>
`;

/** An example of policy.json for Linux, with every setting. */
export const policyJson = (): string =>
  `${JSON.stringify(Object.fromEntries(SETTINGS.map(([name, { example }]) => [name, example])), null, 2)}\n`;

/** How each kind of value is written in policy.json. */
export const VALUES: Record<ManagedSetting['kind'], string> = {
  text: 'text',
  lines: 'text, may have several lines',
  list: 'one or two texts',
  number: 'number',
  yesNo: 'true or false',
};
export const REGISTRY: Record<ManagedSetting['kind'], string> = {
  text: 'REG_SZ',
  lines: 'REG_MULTI_SZ',
  list: 'REG_SZ, separated by a space or a comma',
  number: 'REG_DWORD',
  yesNo: 'REG_DWORD, 1 or 0',
};

export const reference = (): string => `# Policy reference

For IT. Every managed setting; [managed settings](managed-settings.md) says where each system keeps them. This page is made
from the table that the application checks them against (\`node build/run.mjs build/policy/write.ts\`).

${SETTINGS.map(
  ([name, { title, help, kind, range, example, windowsExample }]) => `## ${name}

${title}. ${help}

- Value: ${VALUES[kind]}${range === undefined ? '' : `, ${range[0]} to ${range[1]}`}; in the registry ${REGISTRY[kind]}
- Example: \`${JSON.stringify(example)}\`${windowsExample === undefined ? '' : `; on Windows \`${windowsExample}\``}`,
).join('\n\n')}
`;

/** The content of each file, by its path from the root. */
export const policyFiles = (): Record<string, string> => ({
  'resources/policy-templates/p2c-review.admx': admx(),
  'resources/policy-templates/en-US/p2c-review.adml': adml(),
  'resources/policy-templates/p2c-review.mobileconfig': mobileconfig(),
  'resources/policy-templates/policy.json': policyJson(),
  'docs/it/policy-reference.md': reference(),
});
