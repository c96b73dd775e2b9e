import { useLocale } from '../kit/format/locale.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { paths } from '../paths.ts'
import { useImportStorage } from './api/import-queries.ts'
import { formatBytes } from './byte-text.ts'
import classes from './ledger.module.css'
import { text } from './text.ts'

const SHOWN = 3
const SCARCE = 0.8

/** Space that files waiting for their import take, which imports hold it, and how it gets free again. */
export function StorageNote() {
  const locale = useLocale()
  const storage = useImportStorage().data
  if (!storage || storage.usedBytes === 0) return null
  const { usedBytes, quotaBytes, imports, keptDays } = storage
  const isScarce = usedBytes > quotaBytes * SCARCE
  return (
    <p className={isScarce ? classes.notice : classes.muted} data-tone={isScarce ? 'caution' : undefined}>
      {text.storage.used(formatBytes(usedBytes, locale), formatBytes(quotaBytes, locale))} (
      {imports.slice(0, SHOWN).map(({ id, number, bytes }, place) => (
        <span key={id}>
          {place === 0 ? '' : ', '}
          <AppLink className={classes.link} href={paths.importRun(id)}>
            {text.run.title(number)}
          </AppLink>
          : {formatBytes(bytes, locale)}
        </span>
      ))}
      ). {text.storage.advice(keptDays)}
    </p>
  )
}
