import { COUNCIL_FUNCTIONS } from '@mainstay/contract/program-council'
import { ActionIcon, Autocomplete, Button, Select, Textarea, TextInput } from '@mantine/core'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { type MeetingContent, useColleagues, usePeople, useSaveMeeting } from './api/council.ts'
import { FormFrame } from './person-form.tsx'
import classes from './record.module.css'
import { text } from './text.ts'
import type { Attendee, MeetingDetail } from './types.ts'

const FUNCTIONS = COUNCIL_FUNCTIONS.map((one) => ({ value: one, label: text.council.functions[one] }))

interface AttendeesProps {
  readonly attendees: readonly Attendee[]
  readonly onChange: (attendees: Attendee[]) => void
}

/** Who was there, one a line; a name of the workspace is taken as that person. */
function Attendees({ attendees, onChange }: AttendeesProps) {
  const colleagues = useColleagues().data?.rows ?? []
  const personIdOf = (name: string) => colleagues.find((one) => one.name === name.trim())?.personId ?? null
  const put = (index: number, attendee: Attendee) => onChange(attendees.with(index, attendee))
  return (
    <fieldset className={classes.lines}>
      <legend>{text.meetings.attendees}</legend>
      {attendees.map((attendee, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else while their names are typed
        <div key={index} className={classes.line}>
          <Autocomplete
            aria-label={text.meetings.attendeeName(index + 1)}
            maxLength={120}
            data={[...new Set(colleagues.map(({ name }) => name))]}
            value={attendee.name}
            onChange={(name) => put(index, { ...attendee, name, personId: personIdOf(name) })}
          />
          <Select
            aria-label={text.meetings.attendeeFunction(index + 1)}
            allowDeselect={false}
            data={FUNCTIONS}
            value={attendee.function}
            onChange={(value) =>
              put(index, { ...attendee, function: COUNCIL_FUNCTIONS.find((one) => one === value) ?? attendee.function })
            }
          />
          <ActionIcon
            aria-label={text.meetings.removeAttendee(attendee.name)}
            onClick={() => onChange(attendees.toSpliced(index, 1))}
          >
            <IconTrash size={15} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...attendees, { personId: null, name: '', function: 'other' }])}>
          {text.meetings.addAttendee}
        </Button>
      </div>
    </fieldset>
  )
}

interface MeetingFormProps {
  readonly known: MeetingDetail | null
  readonly start: MeetingContent
  readonly onClose: () => void
}

function MeetingForm({ known, start, onClose }: MeetingFormProps) {
  const [content, setContent] = useState(start)
  const save = useSaveMeeting()
  const errors = save.error
    ? toFormErrors(save.error, ['heldOn', 'title', 'minutes'])
    : { fields: {} as Readonly<Record<string, string>>, form: null }
  const present = content.attendees.filter(({ name }) => name.trim() !== '')
  const submit = () =>
    save.mutate(
      { known, content: { ...content, attendees: present } },
      {
        onSuccess: () => {
          showNotice(text.council.saved)
          onClose()
        },
      },
    )
  return (
    <FormFrame
      title={known ? known.title : text.meetings.record}
      error={save.error}
      errors={errors}
      isBusy={save.isPending}
      onSave={submit}
      onClose={onClose}
    >
      <div className={classes.pair}>
        <TextInput
          required
          label={text.meetings.title}
          maxLength={120}
          value={content.title}
          error={errors.fields.title}
          onChange={(event) => setContent({ ...content, title: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          required
          label={text.meetings.heldOn}
          value={content.heldOn}
          error={errors.fields.heldOn}
          onChange={(event) => setContent({ ...content, heldOn: event.currentTarget.value })}
        />
      </div>
      <Attendees attendees={content.attendees} onChange={(attendees) => setContent({ ...content, attendees })} />
      <Textarea
        label={text.meetings.minutes}
        autosize
        minRows={4}
        maxRows={16}
        maxLength={20_000}
        value={content.minutes}
        error={errors.fields.minutes}
        onChange={(event) => setContent({ ...content, minutes: event.currentTarget.value })}
      />
    </FormFrame>
  )
}

/** Records a meeting, beginning with the council as it is today, or changes one. */
export function MeetingDialog({
  known,
  today,
  onClose,
}: {
  known: MeetingDetail | null
  today: string
  onClose: () => void
}) {
  const people = usePeople()
  if (known) {
    const { heldOn, title, attendees, minutes } = known
    return <MeetingForm known={known} start={{ heldOn, title, attendees, minutes }} onClose={onClose} />
  }
  if (people.isPending) return null
  const holders = people.data?.rows.filter(({ holds }) => holds) ?? []
  const attendees = holders.map(
    (one): Attendee => ({ personId: one.personId, name: one.name, function: one.function ?? 'other' }),
  )
  return (
    <MeetingForm
      known={null}
      start={{ heldOn: today, title: text.meetings.newTitle, attendees, minutes: '' }}
      onClose={onClose}
    />
  )
}
