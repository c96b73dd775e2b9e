import { Modal } from '@mantine/core'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { GradeBadge } from './grade-badge.tsx'
import { formOf, type ItemField } from './item-form.ts'
import { ItemOutcome } from './item-outcome.tsx'
import { fieldWords } from './item-words.ts'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { SwotItem } from './types.ts'

const SHOWN: readonly ItemField[] = ['viewpoint', 'impact', 'confidence', 'evidence', 'evidenceOn', 'saidBy']

/** An item for those who may only read it. */
export function ItemView({ item, onClose }: { item: SwotItem; onClose: () => void }) {
  const locale = useLocale()
  const form = formOf(item)
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={text.dialog.title[item.kind]}
      closeButtonProps={{ 'aria-label': text.dialog.close }}
    >
      <p className={classes.words}>{item.text}</p>
      <GradeBadge impact={item.impact} confidence={item.confidence} />
      <dl className={classes.reading}>
        {SHOWN.map((field) => (
          <div key={field}>
            <dt>{text.fields[field]}</dt>
            <dd>{fieldWords(form, field, locale) || text.dialog.unknown}</dd>
          </div>
        ))}
        <div>
          <dt>{text.fields.author}</dt>
          <dd>{item.authorName}</dd>
        </div>
      </dl>
      {item.settled ? (
        <p>
          {text.settledBy(item.settled.byName, formatDate(item.settled.on, locale))}: {item.settled.reason}
        </p>
      ) : null}
      <ItemOutcome item={item} />
    </Modal>
  )
}
