import { describe, expect, it } from 'vitest';
import { dayReducer } from '../../src/renderer/day/day-reducer.ts';
import { type DayEvent, type DayState, START } from '../../src/renderer/day/day-state.ts';
import { anError, DELIVERED, DRAFT, QUEUED } from './day-views.ts';

const dayAfter = (...events: DayEvent[]): DayState => events.reduce(dayReducer, START);

const READ: DayEvent[] = [
  { type: 'kept', draft: null },
  { type: 'read', draft: DRAFT },
];
const SENDING: DayEvent[] = [...READ, { type: 'sending' }];

describe('the file', () => {
  it('when main kept none, is asked for, and the focus stays where it is', () => {
    expect(dayAfter({ type: 'kept', draft: null })).toMatchObject({ stage: 'file', focus: null });
  });

  it('when main kept one, is reviewed, and the focus stays where it is', () => {
    expect(dayAfter({ type: 'kept', draft: DRAFT })).toMatchObject({ stage: 'review', draft: DRAFT, focus: null });
  });

  it('when main answers late, what the person has chosen meanwhile stays', () => {
    expect(dayAfter(...READ, { type: 'kept', draft: null })).toEqual(dayAfter(...READ));
  });

  it('when it is read, is reviewed, with the focus on what was understood', () => {
    const state = dayAfter({ type: 'kept', draft: null }, { type: 'reading', fileName: 'a.csv' }, READ[1]!);
    expect(state).toMatchObject({ stage: 'review', draft: DRAFT, reading: null, focus: { on: 'check' } });
  });

  it("when it can't be read, leaves the one before in place and says why", () => {
    const error = anError('file-not-found');
    const state = dayAfter(...READ, { type: 'reading', fileName: 'b.csv' }, { type: 'not-read', error });
    expect(state).toMatchObject({ stage: 'review', draft: DRAFT, reading: null, trouble: { at: 'file', error } });
  });

  it('when the person chose none after all, nothing is said', () => {
    const state = dayAfter({ type: 'kept', draft: null }, { type: 'choosing' }, { type: 'not-read', error: null });
    expect(state).toMatchObject({ stage: 'file', reading: null, trouble: null });
  });

  it('when a receipt is shown, the next one takes its place', () => {
    const state = dayAfter(...SENDING, { type: 'done', outcome: DELIVERED }, { type: 'reading', fileName: 'b.csv' });
    expect(state).toMatchObject({ stage: 'file', done: null, reading: { fileName: 'b.csv' } });
  });
});

describe('a file of another day', () => {
  const wanted = { businessDate: '2026-11-20', part: 'main' };
  const WANTED: DayEvent = { type: 'wanted', wanted };

  it('is asked for, with what was checked kept', () => {
    expect(dayAfter(...READ, WANTED)).toMatchObject({ stage: 'file', draft: DRAFT, wanted, focus: { on: 'file' } });
  });

  it('takes nothing from view that is being read or sent', () => {
    const reading: DayEvent = { type: 'reading', fileName: 'a.csv' };
    expect(dayAfter(...READ, reading, WANTED)).toMatchObject({
      stage: 'review',
      reading: { fileName: 'a.csv' },
      wanted,
    });
    expect(dayAfter(...SENDING, WANTED)).toMatchObject({ stage: 'sending', wanted });
  });

  it('is expected, also after the wrong one, until it is sent', () => {
    const again = dayAfter(...READ, WANTED, READ[1]!, { type: 'discarded' });
    expect(again).toMatchObject({ stage: 'file', wanted });
    expect(dayAfter(...SENDING, WANTED, { type: 'done', outcome: DELIVERED }).wanted).toBeNull();
  });
});

describe('going back and on again', () => {
  it('keeps the draft until it is discarded', () => {
    expect(dayAfter(...READ, { type: 'back' })).toMatchObject({ stage: 'file', draft: DRAFT, focus: { on: 'file' } });
    expect(dayAfter(...READ, { type: 'back' }, { type: 'discarded' })).toMatchObject({ stage: 'file', draft: null });
  });

  it('keeps the choices', () => {
    const chosen: DayEvent[] = [
      { type: 'manager', id: 'mei' },
      { type: 'answer', answer: 'another', part: 'till-2' },
      { type: 'part', part: 'bar' },
    ];
    const state = dayAfter(...READ, ...chosen, { type: 'back' }, { type: 'resumed', focus: 'passphrase' });
    const choices = { manager: 'mei', answer: 'another', part: 'bar' };
    expect(state).toMatchObject({ stage: 'review', ...choices, focus: { on: 'passphrase' } });
  });

  it('when several files are dropped, takes none and says so', () => {
    const state = dayAfter(...READ, { type: 'several-files' });
    expect(state).toMatchObject({ stage: 'review', draft: DRAFT, notice: 'one-file' });
  });

  it('when the day cannot be changed, keeps the one before and says why', () => {
    const error = anError('business-date-implausible');
    expect(dayAfter(...READ, { type: 'rereading' })).toMatchObject({ rereading: true });
    const state = dayAfter(...READ, { type: 'rereading' }, { type: 'not-reread', error, draft: null, focus: 'date' });
    expect(state).toMatchObject({
      draft: DRAFT,
      rereading: false,
      trouble: { at: 'check', error },
      focus: { on: 'date' },
    });
  });

  it('when there is no draft, stays at the file', () => {
    const state = dayAfter({ type: 'kept', draft: null });
    expect(dayReducer(state, { type: 'resumed', focus: 'passphrase' })).toBe(state);
  });

  it('when the day changes, asks anew what the file is to it', () => {
    const draft = { ...DRAFT, businessDate: '2026-11-21' };
    const state = dayAfter(
      ...READ,
      { type: 'answer', answer: 'replace', part: 'main' },
      { type: 'reread', draft, focus: 'date' },
    );
    expect(state).toMatchObject({ draft, answer: null, part: 'main', focus: { on: 'date' } });
  });
});

describe('a receipt that is shown again', () => {
  const SHOWN: DayEvent[] = [...READ, { type: 'receipt', receipt: DELIVERED.receipt! }];

  it('takes the focus, and keeps the file that was checked', () => {
    expect(dayAfter(...SHOWN)).toMatchObject({ stage: 'done', done: DELIVERED, focus: { on: 'outcome' } });
    expect(dayAfter(...SHOWN, { type: 'back' })).toMatchObject({ stage: 'file', draft: DRAFT, done: null });
  });

  it('makes way when the person goes on with the file', () => {
    const state = dayAfter(...SHOWN, { type: 'resumed', focus: 'passphrase' });
    expect(state).toMatchObject({ stage: 'review', draft: DRAFT, done: null });
  });
});

describe('an upload that failed', () => {
  it('with a wrong passphrase, asks for it again', () => {
    const error = anError('passphrase-wrong');
    const state = dayAfter(...SENDING, { type: 'failed', error, draft: DRAFT });
    expect(state).toMatchObject({ stage: 'review', trouble: { at: 'sign', error }, focus: { on: 'passphrase' } });
  });

  it('for another reason, says so where it is signed', () => {
    const state = dayAfter(...SENDING, { type: 'failed', error: anError('disk-full'), draft: DRAFT });
    expect(state).toMatchObject({ stage: 'review', trouble: { at: 'sign' }, focus: { on: 'sign' } });
  });

  it('because the file was changed, previews it again before anything is signed', () => {
    const changed = { ...DRAFT, fileSha256: 'b'.repeat(64) };
    const answered: DayEvent = { type: 'answer', answer: 'replace', part: 'main' };
    const state = dayAfter(
      ...READ,
      answered,
      { type: 'sending' },
      {
        type: 'failed',
        error: anError('usage'),
        draft: changed,
      },
    );
    expect(state).toMatchObject({ draft: changed, trouble: { at: 'check' }, answer: null, focus: { on: 'check' } });
  });

  it('because the file is gone, asks for one', () => {
    const state = dayAfter(...SENDING, { type: 'failed', error: anError('file-not-found'), draft: null });
    expect(state).toMatchObject({ stage: 'file', draft: null, trouble: { at: 'file' }, focus: { on: 'file' } });
  });

  it('because it was cancelled, says that nothing was sent', () => {
    const state = dayAfter(
      ...SENDING,
      { type: 'cancel' },
      { type: 'failed', error: anError('upload-cancelled'), draft: DRAFT },
    );
    expect(state).toMatchObject({ stage: 'review', trouble: null, notice: 'cancelled', cancel: null });
  });

  it('though cancelling came too late, says why', () => {
    const state = dayAfter(
      ...SENDING,
      { type: 'cancel' },
      { type: 'too-late' },
      { type: 'failed', error: anError('disk-full'), draft: DRAFT },
      { type: 'too-late' },
    );
    expect(state).toMatchObject({ stage: 'review', trouble: { at: 'sign' }, notice: null, cancel: null });
  });
});

describe('an upload that is done', () => {
  it('shows what came of it and forgets the draft', () => {
    const state = dayAfter(...SENDING, { type: 'done', outcome: QUEUED });
    expect(state).toMatchObject({ stage: 'done', draft: null, progress: null, focus: { on: 'outcome' } });
    expect(state.done).toEqual(QUEUED);
  });

  it('when it was queued and its receipt comes, shows that', () => {
    const events: DayEvent[] = [QUEUED, DELIVERED].map((outcome) => ({ type: 'done', outcome }));
    expect(dayAfter(...SENDING, ...events).done).toEqual(DELIVERED);
  });

  it('keeps its receipt in view while another file is chosen, until one is read', () => {
    const shown = dayAfter(...SENDING, { type: 'done', outcome: DELIVERED }, { type: 'choosing' });
    expect(shown).toMatchObject({ stage: 'done', done: DELIVERED });
    expect(dayReducer(shown, { type: 'not-read', error: null })).toMatchObject({ stage: 'done', done: DELIVERED });
    expect(dayReducer(shown, { type: 'read', draft: DRAFT })).toMatchObject({ stage: 'review', done: null });
  });

  it('goes back to an empty beginning', () => {
    const state = dayAfter(...SENDING, { type: 'done', outcome: DELIVERED }, { type: 'back' });
    expect(state).toMatchObject({ stage: 'file', draft: null, done: null, answer: null });
  });
});
