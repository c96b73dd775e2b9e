/** What a mail says, before it has a form. Paragraphs are plain sentences; names inside them went through `nameInMail`. */
export interface Letter {
  /** Which letter it is, such as "invitation": for logs and lists, never shown to the reader. */
  readonly kind: string
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** The one thing to do, as a link of this installation. */
  readonly action: { readonly label: string; readonly url: string } | null
}

export interface RenderedLetter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const LONGEST_NAME = 80
const LONGEST_SUBJECT = 150
/** Control characters, halves of characters, and what reverses or hides the text beside it. Joiners of scripts stay. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/gu

/**
 * A name that somebody chose, fit to stand in a mail: on one line, not long, and not turned into a link by the reader's
 * mail program ("Acme.example" or "https://..." as the name of a workspace would be bait).
 */
export function nameInMail(name: string): string {
  const plain = name.replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim()
  const cut = [...plain].length > LONGEST_NAME ? `${[...plain].slice(0, LONGEST_NAME).join('')}…` : plain
  return cut
    .replaceAll('@', ' at ')
    .replaceAll(/:?\/\//g, ' ')
    .replaceAll(/\.(?=\S)/g, '. ')
}

/** The letter as plain text and as simple HTML that says the same. */
export function renderLetter(letter: Letter): RenderedLetter {
  const { action, paragraphs } = letter
  const foot = 'Mainstay sent this because of something done there. Nobody reads answers to it.'
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), `-- \n${foot}`].join('\n\n')
  const body = [
    ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    ...(action
      ? [
          `<p><a href="${escapeHtml(action.url)}">${escapeHtml(action.label)}</a></p>`,
          `<p style="color:#555">${escapeHtml(action.url)}</p>`,
        ]
      : []),
    `<hr><p style="color:#555">${escapeHtml(foot)}</p>`,
  ]
  return {
    subject: letter.subject.replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_SUBJECT),
    text: `${text}\n`,
    html: `<!doctype html><html lang="en"><body style="font-family:sans-serif;max-width:36em">${body.join('')}</body></html>`,
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)
}
