import { useAccess } from '../../client/index.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import { useAskedFor } from './api/override-queries.ts'
import { ExceptionTag } from './exception-tag.tsx'
import classes from './overrides.module.css'
import { text } from './text.ts'
import type { ExceptionMark } from './types.ts'

const OUT = 'out'

export interface OverrideBadgeProps {
  readonly accountId: string
  /** From the explained score of the account. */
  readonly exception: ExceptionMark | null | undefined
}

/** Beside the name of an account: that it stands there against the scores, or that somebody asks for it. */
export function OverrideBadge({ accountId, exception }: OverrideBadgeProps) {
  const asked = useAskedFor(accountId, useAccess().may('selection:read')).data?.rows[0]
  if (!exception && !asked) return null
  return (
    <AppLink className={classes.badge} href={paths.overrides()}>
      <ExceptionTag exception={exception} />
      {asked ? (
        <Tag tone="accent" title={text.mark.askedHint(asked.askerName)}>
          {asked.tier === OUT ? text.mark.askedOut : text.mark.asked(asked.tier)}
        </Tag>
      ) : null}
    </AppLink>
  )
}
