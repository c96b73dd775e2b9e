import { Button, Menu } from '@mantine/core'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import type { PlanHeader } from '../api.ts'
import classes from '../plans.module.css'
import { planListAddress, useDownloadPlan } from './api/download-plan.ts'
import { ExportDialog } from './export-dialog.tsx'
import { text } from './text.ts'

const words = text.menu

/** Takes the plan along: the deck in one step, everything else by choice. Nothing for people who may not take plans out. */
export function PlanExportMenu({ plan }: { plan: PlanHeader }) {
  const access = useAccess()
  const [isChoosing, setChoosing] = useState(false)
  const download = useDownloadPlan(plan.id)
  if (!access.may('portfolio:export')) return null
  const has = (part: PlanHeader['sections'][number]['part']) => plan.sections.some((section) => section.part === part)
  return (
    <>
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <Button
            leftSection={<IconDownload size={15} stroke={1.6} aria-hidden />}
            disabled={download.isPending}
            aria-busy={download.isPending}
            aria-label={download.isPending ? words.making : words.open}
            classNames={{ section: classes.buttonSign ?? '' }}
          >
            <span className={classes.buttonWord}>{download.isPending ? words.making : words.open}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => download.mutate({ format: 'pptx', audience: 'internal', sections: null })}>
            {words.deck}
          </Menu.Item>
          <Menu.Item onClick={() => setChoosing(true)}>{words.choose}</Menu.Item>
          {has('white_space') ? (
            <Menu.Item component="a" href={planListAddress(plan.id, 'white-space')} download>
              {words.whiteSpace}
            </Menu.Item>
          ) : null}
          {has('actions') ? (
            <Menu.Item component="a" href={planListAddress(plan.id, 'actions')} download>
              {words.actions}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {isChoosing ? (
        <ExportDialog
          plan={plan}
          seesMargins={access.may('margins:read')}
          download={download}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </>
  )
}
