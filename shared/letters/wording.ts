/** Thrown when wording uses an unknown placeholder. */
export class UnknownPlaceholder extends Error {
  readonly placeholder: string;
  constructor(placeholder: string) {
    super(`The wording contains an unknown placeholder: {${placeholder}}`);
    this.placeholder = placeholder;
  }
}

/** A paragraph, or a list whose items are short paragraphs. */
export type Block = string | readonly string[];

/**
 * Fills `{name}` placeholders in paragraphs. A paragraph that consists only of a placeholder whose value is a list
 * becomes that list. A paragraph that uses an empty value is omitted, so that an agency can write a sentence around an
 * optional note.
 * @throws UnknownPlaceholder when a placeholder has no value at all; a letter with such wording must not be sent.
 */
export function fill(
  paragraphs: readonly string[],
  values: Readonly<Record<string, string | readonly string[]>>,
): Block[] {
  const blocks: Block[] = [];
  for (const paragraph of paragraphs) {
    const alone = /^\{(\w+)\}$/.exec(paragraph)?.[1];
    const whole = alone === undefined ? undefined : values[alone];
    if (typeof whole === 'object') {
      if (whole.length > 0) blocks.push(whole);
      continue;
    }
    let empty = false;
    const text = paragraph.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new UnknownPlaceholder(name);
      if (value.length === 0) empty = true;
      return typeof value === 'string' ? value : value.join('; ');
    });
    if (!empty) blocks.push(text);
  }
  return blocks;
}

export function toText(blocks: readonly Block[]): string {
  return `${blocks.map((block) => (typeof block === 'string' ? block : block.map((one) => `- ${one}`).join('\n'))).join('\n\n')}\n`;
}

/**
 * Simple HTML that displays well in any mail program, without images or other remote content.
 * @param links placeholders that are later replaced by URLs; each is rendered as a link
 */
export function toHtml(blocks: readonly Block[], lang: string, links: readonly string[]): string {
  const write = (text: string) =>
    links.reduce(
      (html, link) => html.replaceAll(link, () => `<a href="${link}">${link}</a>`),
      escapeHtml(text).replaceAll('\n', '<br>'),
    );
  const body = blocks
    .map((block) =>
      typeof block === 'string'
        ? `<p>${write(block)}</p>`
        : `<ul>${block.map((one) => `<li>${write(one)}</li>`).join('')}</ul>`,
    )
    .join('\n');
  return `<!doctype html>\n<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>\n<body style="${LOOK}">\n${body}\n</body></html>\n`;
}

const LOOK =
  'max-width:36em;margin:0 auto;padding:16px;font:16px/1.5 system-ui,Arial,sans-serif;overflow-wrap:anywhere';

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
