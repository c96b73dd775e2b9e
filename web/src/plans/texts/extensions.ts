import { TEXT_LINK } from '@mainstay/contract/plans-texts'
import { Collaboration } from '@tiptap/extension-collaboration'
import { Link } from '@tiptap/extension-link'
import { StarterKit } from '@tiptap/starter-kit'
import type { Doc } from 'yjs'
import { SwitchedMarks } from './switched-marks.ts'

/** What opens beside the program, and learns nothing of it. */
const OUTSIDE = { target: '_blank', rel: 'noopener noreferrer nofollow' } as const

/** Where pasted links lead is kept; how they look and open is ours. */
const PlainLink = Link.extend({
  addAttributes() {
    const fixed = (name: keyof typeof OUTSIDE) => ({ default: OUTSIDE[name], parseHTML: () => OUTSIDE[name] })
    return { href: { default: null }, target: fixed('target'), rel: fixed('rel') }
  },
})

/** Whether a link may lead there. */
export function isAddress(address: string): boolean {
  return TEXT_LINK.test(address)
}

/** What can be written: the same as the server takes. What was done last is kept with the document, each person's own. */
export function notesExtensions(doc: Doc) {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      undoRedo: false,
      link: false,
      code: false,
      codeBlock: false,
      horizontalRule: false,
      underline: false,
      dropcursor: false,
      gapcursor: false,
      // It would write a paragraph wherever somebody only looks.
      trailingNode: false,
    }),
    PlainLink.configure({ openOnClick: false, defaultProtocol: 'https', isAllowedUri: isAddress }),
    Collaboration.configure({ document: doc, field: 'default' }),
    SwitchedMarks,
  ]
}
