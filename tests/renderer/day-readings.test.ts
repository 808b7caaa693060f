import { beforeEach, describe, expect, it } from 'vitest';
import type { DraftView, Result } from '../../src/preload/index.ts';
import { dayState, tell } from '../../src/renderer/day/day-store.ts';
import { isUnsettled, readAgain } from '../../src/renderer/day/readings.ts';
import { anError, DELIVERED, DRAFT } from './day-views.ts';

/** Has the file read again; main answers when the test says so, and has kept this file. */
function change(kept: DraftView = DRAFT) {
  const main = Promise.withResolvers<Result<DraftView>>();
  const change = readAgain(main.promise, 'date', async () => ({ ok: true, value: kept }));
  const answer = (result: Result<DraftView>): Promise<void> => {
    main.resolve(result);
    return change;
  };
  return { answer };
}

beforeEach(() => tell({ type: 'read', draft: DRAFT }));

const EARLIER = { ...DRAFT, businessDate: '2026-11-20' };
const REREAD: Result<DraftView> = { ok: true, value: EARLIER };
const SUPERSEDED: Result<DraftView> = { ok: false, error: anError('reading-superseded') };

describe('when a file is to be read again while it is being read again', () => {
  it('only the last answer counts, and nothing can be uploaded before it', async () => {
    const [first, second, last] = [change(), change(), change()];
    await first.answer(SUPERSEDED);
    await second.answer({ ok: false, error: anError('file-not-found') });
    expect(dayState()).toMatchObject({ draft: DRAFT, trouble: null });
    expect(isUnsettled(dayState())).toBe(true);
    await last.answer(REREAD);
    expect(dayState()).toMatchObject({ stage: 'review', draft: EARLIER, trouble: null, rereading: false });
  });

  it('that another took its place is no trouble', async () => {
    await change().answer(SUPERSEDED);
    expect(dayState()).toMatchObject({ draft: DRAFT, trouble: null, rereading: false });
  });
});

describe('when the file has changed meanwhile', () => {
  it('is shown as it is now, and that says so', async () => {
    const anew = { ...DRAFT, fileSha256: 'b'.repeat(64) };
    const error = anError('file-changed');
    await change(anew).answer({ ok: false, error });
    expect(dayState()).toMatchObject({ draft: anew, rereading: false, trouble: { at: 'check', error } });
  });
});

describe('when the person goes elsewhere while the file is read again', () => {
  it('stays there, and finds it read again when they come back', async () => {
    const { answer } = change();
    tell({ type: 'back' });
    tell({ type: 'resumed', focus: 'check' });
    expect(isUnsettled(dayState())).toBe(true);
    tell({ type: 'back' });
    await answer(REREAD);
    expect(dayState()).toMatchObject({ stage: 'file', draft: EARLIER, rereading: false });
  });

  it('what they have discarded stays so', async () => {
    const { answer } = change();
    tell({ type: 'back' });
    tell({ type: 'discarded' });
    await answer(REREAD);
    expect(dayState()).toMatchObject({ stage: 'file', draft: null });
  });

  it('what they have sent stays so', async () => {
    const { answer } = change();
    tell({ type: 'sending' });
    tell({ type: 'done', outcome: DELIVERED });
    await answer(REREAD);
    expect(dayState()).toMatchObject({ stage: 'done', draft: null });
  });

  it('another file that is being read goes on', async () => {
    const { answer } = change();
    tell({ type: 'reading', fileName: 'b.csv' });
    await answer(SUPERSEDED);
    expect(dayState()).toMatchObject({ reading: { fileName: 'b.csv' }, trouble: null });
  });
});
