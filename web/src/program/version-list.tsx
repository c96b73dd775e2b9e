import { Tag, type TagTone } from '../kit/figures/badges.tsx'
import { formatDate } from '../kit/format/date.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { paths } from '../paths.ts'
import classes from './program.module.css'
import { text } from './text.ts'
import type { CriteriaSet } from './types.ts'

const TONES: Readonly<Record<CriteriaSet['status'], TagTone>> = {
  draft: 'caution',
  published: 'gain',
  retired: 'neutral',
}

/** "Draft 3" or "Version 2". */
export function versionName({ status, number }: CriteriaSet): string {
  return status === 'draft' ? text.page.draftNumbered(number) : text.page.numbered(number)
}

/** Where a version stands in its life. */
export function StatusTag({ status }: { status: CriteriaSet['status'] }) {
  return <Tag tone={TONES[status]}>{text.page.status[status]}</Tag>
}

/** The address of a version. */
export function versionHref(id: string): string {
  return `${paths.criteria()}?set=${id}`
}

function whenOf(set: CriteriaSet, locale: string | undefined): string {
  if (set.status === 'retired' && set.retiredAt) return text.page.retiredOn(formatDate(set.retiredAt, locale))
  if (set.publishedAt) return text.page.publishedOn(formatDate(set.publishedAt, locale), set.publishedBy ?? '')
  return text.page.changedOn(formatDate(set.updatedAt, locale))
}

/** All versions, newest first, each with its own address. */
export function VersionList({ sets, activeId }: { sets: readonly CriteriaSet[]; activeId: string }) {
  const locale = useLocale()
  return (
    <ul className={classes.versions}>
      {sets.map((set) => (
        <li key={set.id}>
          <AppLink className={classes.version} href={versionHref(set.id)} aria-current={set.id === activeId}>
            <span className={classes.versionName}>
              {versionName(set)} <StatusTag status={set.status} />
            </span>
            <span className={classes.muted}>
              {set.name} · {whenOf(set, locale)}
            </span>
          </AppLink>
        </li>
      ))}
    </ul>
  )
}
