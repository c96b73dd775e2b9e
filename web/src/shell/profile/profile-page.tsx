import { useEffect } from 'react'
import { Page } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { StateLoading } from '../../kit/states/states.tsx'
import { useAccess } from '../../workspace/index.ts'
import { roleNames } from '../entry/text.ts'
import { PasswordPanel } from './password-panel.tsx'
import classes from './profile.module.css'
import { SecondFactorPanel } from './second-factor-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'
import { text } from './text.ts'

function You() {
  const { person, workspace } = useAccess()
  if (!person) return <StateLoading lines={3} />
  return (
    <dl className={classes.facts}>
      <dt>{text.name}</dt>
      <dd>{person.name}</dd>
      <dt>{text.email}</dt>
      <dd>{person.email}</dd>
      {workspace ? (
        <>
          <dt>{text.role}</dt>
          <dd>{roleNames[workspace.role]}</dd>
        </>
      ) : null}
    </dl>
  )
}

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
        <Panel title={text.you}>
          <You />
        </Panel>
        <SecondFactorPanel />
        <PasswordPanel />
        <SessionsPanel />
      </div>
    </Page>
  )
}
