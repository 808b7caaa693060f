import { describe, expectTypeOf, it } from 'vitest';
import type { ErrorArguments, ErrorCode } from '../../../src/shared/errors.ts';

type Limit = { params: { limit: string } };
type Clock = { params: { shown: string; known: string } };

/** The compiler checks these (`npm run check`). */
describe('when an error is made', () => {
  it('must be given something for each place of its messages', () => {
    expectTypeOf<[]>().not.toExtend<ErrorArguments<'document-too-large'>>();
    expectTypeOf<[{ detail: string }]>().not.toExtend<ErrorArguments<'document-too-large'>>();
    expectTypeOf<[Limit]>().toExtend<ErrorArguments<'document-too-large'>>();
    expectTypeOf<[Limit]>().not.toExtend<ErrorArguments<'clock-implausible'>>();
    expectTypeOf<[{ params: { shown: string } }]>().not.toExtend<ErrorArguments<'clock-implausible'>>();
    expectTypeOf<[Clock]>().toExtend<ErrorArguments<'clock-implausible'>>();
  });

  it('needs nothing more when its messages have no places', () => {
    expectTypeOf<[]>().toExtend<ErrorArguments<'not-opened'>>();
    expectTypeOf<[{ detail: string; cause: Error }]>().toExtend<ErrorArguments<'not-opened'>>();
  });

  it('must be given the places of every code that it may turn out to have', () => {
    expectTypeOf<[]>().not.toExtend<ErrorArguments<'office-unreachable' | 'host-unknown'>>();
    expectTypeOf<[{ params: { host: string } }]>().toExtend<ErrorArguments<'office-unreachable' | 'host-unknown'>>();
  });

  it('needs nothing more when its code is known only at run time, as off the wire', () => {
    expectTypeOf<[]>().toExtend<ErrorArguments<ErrorCode>>();
  });
});
