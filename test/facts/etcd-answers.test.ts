import { describe, expect, test } from 'vitest';
import {
  hexId,
  parseAnswer,
  readAlarms,
  readMembers,
  readQuotas,
  readStatus,
} from '../../src/facts/etcd-answers.ts';

/** `endpoint status -w json` as the releases print it: 3.4.23 was run, 3.5 and 3.6 are as their users show them. */
const STATUS = {
  '3.4':
    '[{"Endpoint":"http://127.0.0.1:23791","Status":{"header":{"cluster_id":15118495548433857066,"member_id":13668033151171901709,"revision":4,"raft_term":2},"version":"3.4.23","dbSize":2691072,"leader":13668033151171901709,"raftIndex":11,"raftTerm":2,"raftAppliedIndex":11,"errors":["memberID:13668033151171901709 alarm:NOSPACE "],"dbSizeInUse":2686976}}]',
  '3.5':
    '[{"Endpoint":"https://192.0.2.11:2379","Status":{"header":{"cluster_id":17237436991929493444,"member_id":9372538179322589801,"revision":6,"raft_term":3},"version":"3.5.2","dbSize":24576,"raftIndex":17,"raftTerm":3,"raftAppliedIndex":17,"errors":["etcdserver: no leader"],"dbSizeInUse":20480,"isLearner":true}}]',
  '3.6':
    '[{"Endpoint":"https://192.0.2.11:2379","Status":{"header":{"cluster_id":16509504660443962926,"member_id":323676404339268582,"revision":301,"raft_term":2},"version":"3.6.6","dbSize":49152,"leader":11589452085494132595,"raftIndex":308,"raftTerm":2,"raftAppliedIndex":307,"dbSizeInUse":49152,"storageVersion":"3.6.0","dbSizeQuota":2147483648,"downgradeInfo":{}}}]',
};

describe('the status of a member', () => {
  test('of etcd 3.4, with an alarm', () => {
    expect(readStatus(parseAnswer(STATUS['3.4']))).toEqual({
      memberId: 'bdae9bbc11dd390d',
      clusterId: 'd1cfaf999eb97a2a',
      leader: 'bdae9bbc11dd390d',
      version: '3.4.23',
      dbSize: 2691072,
      dbSizeInUse: 2686976,
      raftTerm: 2,
      raftIndex: 11,
      raftAppliedIndex: 11,
      isLearner: false,
      errors: ['memberID:13668033151171901709 alarm:NOSPACE '],
    });
  });

  test('of etcd 3.5, a learner that knows no leader', () => {
    expect(readStatus(parseAnswer(STATUS['3.5']))).toMatchObject({
      memberId: '8211f1d0f64f3269',
      leader: null,
      isLearner: true,
      errors: ['etcdserver: no leader'],
    });
  });

  test('of etcd 3.6, which says its quota as well', () => {
    const answer = parseAnswer(STATUS['3.6']);
    expect(readStatus(answer)).toMatchObject({
      memberId: '47dedf98ed15be6',
      leader: 'a0d60144a949af73',
      raftAppliedIndex: 307,
    });
    expect([...readQuotas(answer)]).toEqual([['47dedf98ed15be6', 2 ** 31]]);
    expect(readQuotas(parseAnswer(STATUS['3.4'])).size).toBe(0);
  });

  test.each(['', '[]', '{}', 'null', '[{"Endpoint":"x"}]', 'Error: context deadline exceeded'])(
    'is not made up from %j',
    (text) => {
      expect(readStatus(parseAnswer(text))).toBeNull();
    },
  );
});

describe('the list of members', () => {
  test('has started ones and a learner that never started', () => {
    const text =
      '{"header":{"cluster_id":15118495548433857066,"member_id":13668033151171901709,"raft_term":2},"members":[{"ID":9817323393262543375,"peerURLs":["http://127.0.0.1:1"],"isLearner":true},{"ID":13668033151171901709,"name":"cp-1","peerURLs":["http://127.0.0.1:23801"],"clientURLs":["http://127.0.0.1:23791"]}]}';
    expect(readMembers(parseAnswer(text))).toEqual([
      { id: '883e239c9c8be20f', name: '', peerUrls: ['http://127.0.0.1:1'], clientUrls: [], isLearner: true },
      {
        id: 'bdae9bbc11dd390d',
        name: 'cp-1',
        peerUrls: ['http://127.0.0.1:23801'],
        clientUrls: ['http://127.0.0.1:23791'],
        isLearner: false,
      },
    ]);
  });

  test.each(['', '{}', '[]', '{"members":null}'])('is not taken for an empty one: %j', (text) => {
    expect(readMembers(parseAnswer(text))).toBeNull();
  });
});

describe('alarms', () => {
  test.each([
    ['none', '{}', []],
    ['no answer', '', []],
    [
      'no space, on the member that ran out of it',
      '{"alarms":[{"memberID":13668033151171901709,"alarm":1}]}',
      ['NOSPACE bdae9bbc11dd390d'],
    ],
    ['a corrupt database', '{"alarms":[{"memberID":1,"alarm":2}]}', ['CORRUPT 1']],
    ['one of an etcd to come', '{"alarms":[{"memberID":1,"alarm":9}]}', ['alarm 9 1']],
    ['names in place of numbers', '{"alarms":[{"memberID":"1","alarm":"NOSPACE"}]}', ['NOSPACE 1']],
  ])('%s', (_what, text, expected) => {
    expect(readAlarms(parseAnswer(text))).toEqual(expected);
  });
});

describe('ids', () => {
  test.each([
    ['more digits than a number holds', '18446744073709551615', 'ffffffffffffffff'],
    ['small ones', '7', '7'],
    ['none', '0', null],
    ['no number', '"cp-1"', null],
  ])('keep their digits: %s', (_what, text, expected) => {
    expect(hexId(parseAnswer(text))).toBe(expected);
  });

  test('are not looked for in names', () => {
    const name = 'host-12345678901234567890,"[1';
    expect(parseAnswer(JSON.stringify({ name, ids: [1] }))).toEqual({ name, ids: [1] });
  });
});
