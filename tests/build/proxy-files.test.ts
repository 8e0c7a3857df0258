import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const nginx = readFileSync('docs/proxy/nginx.conf', 'utf8');
const haproxy = readFileSync('docs/proxy/haproxy.cfg', 'utf8');
const server = nginx.slice(nginx.indexOf('server_name p2c.example.gov;'));

test('nginx takes large requests only where forms have files, and keeps none of them', () => {
  expect(nginx.match(/client_max_body_size \w+/g)).toEqual([
    'client_max_body_size 1m',
    'client_max_body_size 110m',
    'client_max_body_size 2m',
  ]);
  const [, form] = /location ~ \^\/\(\?:report\|reply\|status\)\/ \{([^}]*)\}/.exec(server) ?? [];
  expect(form).toContain('client_max_body_size 110m');
  expect(form).toContain('proxy_request_buffering off');
  // A smaller buffer would put the rest of a request into a file.
  expect(nginx).toContain('client_body_buffer_size 1m');
});

test('nginx limits the connections and requests of an address, and logs no URL of those it refuses', () => {
  expect(server).toMatch(/^ {2}limit_conn p2c_open /m);
  expect(server).toMatch(/^ {2}limit_req zone=p2c_requests /m);
  expect(nginx).toMatch(/limit_conn_log_level info;\nlimit_req_log_level info;/);
  for (const [one] of nginx.matchAll(/server \{[^]*?\n\}/g)) {
    expect(one).toContain('access_log off');
    if (one.includes('ssl')) expect(one).toMatch(/error_log \S+ alert;/);
  }
});

test('HAProxy limits the same', () => {
  expect(haproxy).toMatch(/stick-table type ipv6 .* store conn_cur,http_req_rate/);
  expect(haproxy).toContain('deny deny_status 413 if !with-files { req.body_size gt 2097152 }');
  expect(haproxy).not.toMatch(/^\s*log /m);
});
