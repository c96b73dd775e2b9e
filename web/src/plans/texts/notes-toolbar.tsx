import { ActionIcon, Button, TextInput } from '@mantine/core'
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import IconArrowForwardUp from '@tabler/icons-react/dist/esm/icons/IconArrowForwardUp.mjs'
import IconBlockquote from '@tabler/icons-react/dist/esm/icons/IconBlockquote.mjs'
import IconBold from '@tabler/icons-react/dist/esm/icons/IconBold.mjs'
import IconH1 from '@tabler/icons-react/dist/esm/icons/IconH1.mjs'
import IconH2 from '@tabler/icons-react/dist/esm/icons/IconH2.mjs'
import IconItalic from '@tabler/icons-react/dist/esm/icons/IconItalic.mjs'
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs'
import IconList from '@tabler/icons-react/dist/esm/icons/IconList.mjs'
import IconListNumbers from '@tabler/icons-react/dist/esm/icons/IconListNumbers.mjs'
import IconStrikethrough from '@tabler/icons-react/dist/esm/icons/IconStrikethrough.mjs'
import IconUnlink from '@tabler/icons-react/dist/esm/icons/IconUnlink.mjs'
import { type Editor, useEditorState } from '@tiptap/react'
import { type ComponentType, type KeyboardEvent, useState } from 'react'
import { isAddress } from './extensions.ts'
import { text } from './text.ts'
import classes from './texts.module.css'

const words = text.toolbar

interface Tool {
  readonly label: string
  readonly icon: ComponentType<{ readonly size: number }>
  /** Whether what is selected is so already; left out where it is something done once. */
  readonly isOn?: (editor: Editor) => boolean
  readonly isPossible?: (editor: Editor) => boolean
  readonly run: (editor: Editor) => void
}

const TOOLS: readonly Tool[] = [
  {
    label: words.bold,
    icon: IconBold,
    isOn: (editor) => editor.isActive('bold'),
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    label: words.italic,
    icon: IconItalic,
    isOn: (editor) => editor.isActive('italic'),
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    label: words.strike,
    icon: IconStrikethrough,
    isOn: (editor) => editor.isActive('strike'),
    run: (editor) => editor.chain().focus().toggleStrike().run(),
  },
  {
    label: words.heading,
    icon: IconH1,
    isOn: (editor) => editor.isActive('heading', { level: 1 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 1 }).run(),
  },
  {
    label: words.smallHeading,
    icon: IconH2,
    isOn: (editor) => editor.isActive('heading', { level: 2 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    label: words.bullets,
    icon: IconList,
    isOn: (editor) => editor.isActive('bulletList'),
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    label: words.numbers,
    icon: IconListNumbers,
    isOn: (editor) => editor.isActive('orderedList'),
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    label: words.quote,
    icon: IconBlockquote,
    isOn: (editor) => editor.isActive('blockquote'),
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
]

const UNDO: readonly Tool[] = [
  {
    label: words.undo,
    icon: IconArrowBackUp,
    isPossible: (editor) => editor.can().undo(),
    run: (editor) => editor.chain().focus().undo().run(),
  },
  {
    label: words.redo,
    icon: IconArrowForwardUp,
    isPossible: (editor) => editor.can().redo(),
    run: (editor) => editor.chain().focus().redo().run(),
  },
]

/** From one tool to the next with the arrow keys; the toolbar is one stop of the tab key. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (step === undefined || !(event.target instanceof HTMLButtonElement)) return
  const tools = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-tool]:not(:disabled)')]
  const next = tools[(tools.indexOf(event.target) + step + tools.length) % tools.length]
  event.preventDefault()
  next?.focus()
}

/** What can be made of what is selected. Every tool has its key in the editor as well. */
export function NotesToolbar({ editor }: { readonly editor: Editor }) {
  const [isLinking, setLinking] = useState(false)
  const isLink = useEditorState({ editor, selector: ({ editor: now }) => now.isActive('link') })
  return (
    <div className={classes.toolbar}>
      <div role="toolbar" aria-label={words.label} className={classes.tools} onKeyDown={walk}>
        {TOOLS.map((tool, at) => (
          <ToolButton key={tool.label} tool={tool} editor={editor} isFirst={at === 0} />
        ))}
        <ActionIcon
          data-tool
          tabIndex={-1}
          variant={isLink ? 'light' : 'subtle'}
          aria-label={words.link}
          title={words.link}
          aria-expanded={isLinking}
          onClick={() => setLinking(!isLinking)}
        >
          <IconLink size={17} />
        </ActionIcon>
        {isLink ? <ToolButton tool={UNLINK} editor={editor} isFirst={false} /> : null}
        {UNDO.map((tool) => (
          <ToolButton key={tool.label} tool={tool} editor={editor} isFirst={false} />
        ))}
      </div>
      {isLinking ? <LinkForm editor={editor} onClose={() => setLinking(false)} /> : null}
    </div>
  )
}

const UNLINK: Tool = {
  label: words.unlink,
  icon: IconUnlink,
  run: (editor) => editor.chain().focus().extendMarkRange('link').unsetLink().run(),
}

function ToolButton({ tool, editor, isFirst }: { tool: Tool; editor: Editor; isFirst: boolean }) {
  const { label, icon: Icon, isOn, isPossible, run } = tool
  const { on, possible } = useEditorState({
    editor,
    selector: ({ editor: now }) => ({ on: isOn?.(now) ?? false, possible: isPossible?.(now) ?? true }),
  })
  return (
    <ActionIcon
      data-tool
      tabIndex={isFirst ? 0 : -1}
      variant={on ? 'light' : 'subtle'}
      aria-label={label}
      aria-pressed={isOn ? on : undefined}
      title={label}
      disabled={!possible}
      // The selection stays where it is.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(editor)}
    >
      <Icon size={17} />
    </ActionIcon>
  )
}

function LinkForm({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const before: unknown = editor.getAttributes('link').href
  const [address, setAddress] = useState(typeof before === 'string' ? before : 'https://')
  const [isWrong, setWrong] = useState(false)
  const set = () => {
    const href = address.trim()
    if (!isAddress(href)) return setWrong(true)
    const chain = editor.chain().focus().extendMarkRange('link')
    // Without anything selected the address itself is what is linked.
    if (editor.state.selection.empty && !editor.isActive('link'))
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
    else chain.setLink({ href }).run()
    onClose()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      set()
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
      editor.commands.focus()
    }
  }
  return (
    <div className={classes.link}>
      <TextInput
        label={words.address}
        data-autofocus
        autoFocus
        size="xs"
        maxLength={2_000}
        value={address}
        error={isWrong ? words.addressHint : undefined}
        onChange={(event) => {
          setWrong(false)
          setAddress(event.currentTarget.value)
        }}
        onKeyDown={press}
      />
      <Button size="xs" onClick={set}>
        {words.setLink}
      </Button>
    </div>
  )
}
