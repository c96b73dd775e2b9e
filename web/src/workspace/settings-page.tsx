import { useAccess } from '../client/index.ts'
import { PageColumns, PageStack } from '../kit/layout/page.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { useSettings } from './api/settings.ts'
import { SettingsForm } from './settings-form.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import { text } from './text.ts'

const asSentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1).replace(/\.$/, '')}.`

/** The workspace: its name, currency and rules, and what database it stands on. */
export function SettingsPage() {
  const query = useSettings()
  const { databaseNotice } = useAccess()
  const readAgain = async () => (await query.refetch()).data
  return (
    <SettingsFrame tab="workspace">
      <PageColumns template="minmax(0, 560px) minmax(0, 1fr)">
        <Panel title={text.general}>
          <QueryGate query={query}>
            {(settings) => <SettingsForm key={settings.slug} settings={settings} readAgain={readAgain} />}
          </QueryGate>
        </Panel>
        <PageStack>
          <Panel title={text.database}>
            <p>{databaseNotice === null ? text.databaseFine : asSentence(databaseNotice)}</p>
          </Panel>
        </PageStack>
      </PageColumns>
    </SettingsFrame>
  )
}
