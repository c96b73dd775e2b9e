import { Menu, useMantineColorScheme } from '@mantine/core'
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import { useGoTo } from '../kit/routing/app-link.tsx'
import { paths } from '../paths.ts'
import classes from './frame.module.css'
import { type FrameSession, useFrameSession } from './frame-session.ts'
import { text } from './text.ts'

const SCHEMES = ['auto', 'light', 'dark'] as const

function Checked({ isChecked }: { isChecked: boolean }) {
  return isChecked ? <IconCheck size={14} aria-label={text.chosen} /> : null
}

function Workspaces({ session }: { session: FrameSession }) {
  return (
    <>
      <Menu.Label>{text.workspaces}</Menu.Label>
      {session.workspaces.map(({ slug, name }) => (
        <Menu.Item
          key={slug}
          onClick={() => session.onSwitchWorkspace(slug)}
          rightSection={<Checked isChecked={name === session.workspaceName} />}
        >
          {name}
        </Menu.Item>
      ))}
      <Menu.Item onClick={session.onCreateWorkspace}>{text.createWorkspace}</Menu.Item>
      <Menu.Divider />
    </>
  )
}

function Person({ session }: { session: FrameSession }) {
  const goTo = useGoTo()
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{session.userName}</Menu.Label>
      <Menu.Item onClick={() => goTo(paths.profile())}>{text.profile}</Menu.Item>
      <Menu.Item onClick={session.onSignOut}>{text.signOut}</Menu.Item>
    </>
  )
}

/** The workspace at the foot of the navigation: other workspaces, colors, the person and the way out. */
export function WorkspaceMenu() {
  const session = useFrameSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const name = session?.workspaceName ?? text.noWorkspace
  return (
    <Menu position="top-start" width={210}>
      <Menu.Target>
        <button type="button" className={classes.workspace} aria-label={text.workspaceMenu(name)}>
          <IconBuilding size={16} stroke={1.6} aria-hidden />
          <span className={classes.itemLabel}>{name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {session ? <Workspaces session={session} /> : null}
        <Menu.Label>{text.theme}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={<Checked isChecked={scheme === colorScheme} />}
          >
            {text.themes[scheme]}
          </Menu.Item>
        ))}
        {session ? <Person session={session} /> : null}
      </Menu.Dropdown>
    </Menu>
  )
}
