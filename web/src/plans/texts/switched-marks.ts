import { Extension } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import { Plugin } from '@tiptap/pm/state'

/** What was switched on before its first letter, such as bold, stays on when somebody else's words come in between. */
export const SwitchedMarks = Extension.create({
  name: 'switchedMarks',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (changes, { storedMarks }, after) =>
        storedMarks && !after.storedMarks && changes.some(isChangeOrigin) ? after.tr.setStoredMarks(storedMarks) : null,
    }),
  ],
})
