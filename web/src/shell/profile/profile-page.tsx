import { useEffect } from 'react'
import { useAccess } from '../../client/index.ts'
import { Page } from '../../kit/layout/page.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { PasswordPanel } from './password-panel.tsx'
import classes from './profile.module.css'
import { SecondFactorPanel } from './second-factor-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'
import { text } from './text.ts'
import { YouPanel } from './you-panel.tsx'

/** One's own name, password, sessions and second factor. */
export function ProfilePage() {
  const { person, workspace } = useAccess()
  const isDemanded = workspace?.requiresTwoFactor === true && person?.hasTwoFactor === false
  useEffect(() => {
    if (isDemanded) document.getElementById('second-factor')?.scrollIntoView({ block: 'center' })
  }, [isDemanded])
  return (
    <Page title={text.title} topBar={<TopBar title={text.title} />}>
      {isDemanded ? (
        <p className={classes.demand} role="status">
          {text.factorDemanded}
        </p>
      ) : null}
      <div className={classes.columns}>
        <YouPanel />
        <SecondFactorPanel />
        <PasswordPanel />
        <SessionsPanel />
      </div>
    </Page>
  )
}
