import { Button, CopyButton, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { text } from './text.ts'
import classes from './workspace.module.css'

export interface SecretOnceProps {
  readonly label: string
  readonly value: string
  readonly children: ReactNode
}

/** A link or key that is shown this once, ready to be copied. */
export function SecretOnce({ label, value, children }: SecretOnceProps) {
  return (
    <div className={classes.form}>
      <p>{children}</p>
      <div className={classes.secret}>
        <TextInput
          className={classes.secretValue}
          label={label}
          value={value}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button onClick={copy} data-autofocus>
              {copied ? text.copied : text.copy}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  )
}
