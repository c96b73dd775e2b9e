import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import classes from './figures.module.css'
import { text } from './text.ts'

export interface FilterChipProps {
  /** The filter in words: "Net revenue over 150 k". */
  readonly label: string
  readonly onRemove: () => void
  /** Opens the filter for change; without it the words are plain. */
  readonly onOpen?: (() => void) | undefined
}

/** One filter in force, removable. */
export function FilterChip({ label, onRemove, onOpen }: FilterChipProps) {
  return (
    <span className={classes.chip}>
      {onOpen ? (
        <button type="button" className={classes.chipLabel} onClick={onOpen}>
          {label}
        </button>
      ) : (
        <span className={classes.chipLabel}>{label}</span>
      )}
      <button type="button" className={classes.chipRemove} aria-label={text.removeFilter(label)} onClick={onRemove}>
        <IconX size={12} aria-hidden />
      </button>
    </span>
  )
}
