package engine

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
)

// Address is where a server is, and how we show who we are. Files are named, so that no
// secret stands in a command line or in what the program prints.
type Address struct {
	URL   string // nats:// or tls://, without a password
	Creds string // a file of NATS credentials (.creds), or with the seed of an nkey
	CA    string // a file with the certificate that the server's must be signed by
	Cert  string // a file with our own certificate, and Key with its key: where a server asks
	Key   string
}

// Role is what a connection is for. Replies come to subjects of its own, so that a server can
// allow each role its own alone.
type Role string

// The roles.
const (
	Coordinator Role = "coordinator"
	Helper      Role = "worker"
)

// Connect returns the queue of a server elsewhere. It waits a moment for one that is just being
// started; a line that is cut later is made again, for as long as it takes.
func Connect(ctx context.Context, a Address, role Role, wait time.Duration) (*Queue, error) {
	opts, err := a.options(role)
	if err != nil {
		return nil, err
	}
	denied := new(atomic.Pointer[Fault])
	opts = append(opts, nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
		if errors.Is(err, nats.ErrPermissionViolation) {
			denied.Store(a.denied(err))
		}
	}))
	conn, err := nats.Connect(a.URL, opts...)
	for end := time.Now().Add(wait); err != nil && !denies(err) && !distrusts(err) && time.Now().Before(end) && pause(ctx, lookEvery/4); {
		conn, err = nats.Connect(a.URL, opts...)
	}
	if err != nil {
		return nil, a.refused(err)
	}
	return open(conn, 0, denied, func() {})
}

// options are those of a connection.
func (a Address) options(role Role) ([]nats.Option, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	opts := []nats.Option{
		nats.Name("gongkai-county " + string(role)), nats.CustomInboxPrefix("_INBOX.gongkai-" + string(role)),
		nats.Timeout(10 * time.Second), nats.MaxReconnects(-1), nats.ReconnectWait(time.Second), nats.RetryOnFailedConnect(false),
		nats.ReconnectBufSize(-1), // what cannot be sent now is an error now
	}
	if a.CA != "" {
		if err := readable("--nats-ca", a.CA); err != nil {
			return nil, err
		}
		opts = append(opts, nats.RootCAs(a.CA))
	}
	if a.Cert != "" {
		for flag, file := range map[string]string{"--nats-cert": a.Cert, "--nats-key": a.Key} {
			if err := readable(flag, file); err != nil {
				return nil, err
			}
		}
		opts = append(opts, nats.ClientCert(a.Cert, a.Key))
	}
	if a.Creds == "" {
		return opts, nil
	}
	data, err := os.ReadFile(a.Creds)
	if err != nil {
		return nil, readable("--nats-creds", a.Creds)
	}
	if bytes.Contains(data, []byte("-----BEGIN NATS USER JWT-----")) {
		return append(opts, nats.UserCredentials(a.Creds)), nil
	}
	seed, err := nats.NkeyOptionFromSeed(a.Creds)
	if err != nil { // the error may show what is in the file
		return nil, fault(nil, "--nats-creds 的文件里没有 NATS 的凭据（.creds，或者以 SU 开头的 nkey 种子）："+a.Creds, "the file of --nats-creds has no NATS credentials (.creds, or the seed of an nkey, which begins with SU): "+a.Creds)
	}
	return append(opts, seed), nil
}

// check refuses an address that cannot be one, or that has a password in it.
func (a Address) check() error {
	for one := range strings.SplitSeq(a.URL, ",") {
		u, err := url.Parse(strings.TrimSpace(one))
		switch {
		case err != nil || u.Host == "" || u.Scheme != "nats" && u.Scheme != "tls":
			return fault(nil, "--nats 要写成 nats://主机:4222 或者 tls://主机:4222", "--nats is of the form nats://HOST:4222 or tls://HOST:4222")
		case u.User != nil:
			return fault(nil, "--nats 的地址里不能有用户和密码：凭据放在文件里，用 --nats-creds 指定", "--nats has no user and no password in it: they belong into a file, which --nats-creds names")
		}
	}
	return nil
}

// readable says that a file cannot be read.
func readable(flag, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return fault(err, flag+" 的文件读不了："+file, "the file of "+flag+" cannot be read: "+file)
	}
	return f.Close()
}

// denied says what our account may not do.
func (a Address) denied(err error) *Fault {
	return fault(err, "队列服务器 "+a.URL+" 不许这个账号这样做（"+err.Error()+"）：build 用派任务的账号，worker 用做任务的账号", "the queue server "+a.URL+" does not allow this account to do that ("+err.Error()+"): build has the account that gives jobs, worker the one that takes them")
}

// denies reports whether a server has let us know that it does not know us.
func denies(err error) bool {
	return errors.Is(err, nats.ErrAuthorization) || errors.Is(err, nats.ErrAuthExpired) || strings.Contains(strings.ToLower(err.Error()), "authorization violation")
}

// distrusts reports whether it is the certificate, or that there is none, for which there is
// no connection.
func distrusts(err error) bool {
	return errors.Is(err, nats.ErrSecureConnRequired) || errors.Is(err, nats.ErrSecureConnWanted) || strings.Contains(err.Error(), "x509:") || strings.Contains(err.Error(), "tls: ")
}

// refused says why there is no connection.
func (a Address) refused(err error) error {
	said := err.Error()
	switch {
	case denies(err):
		return fault(err, "队列服务器 "+a.URL+" 不认这个凭据：核对 --nats-creds", "the queue server "+a.URL+" does not accept these credentials: see --nats-creds")
	case distrusts(err):
		return fault(err, "和队列服务器 "+a.URL+" 的加密连接没有建立（"+said+"）：核对 --nats-ca，地址里的主机名要和证书里的一样", "no encrypted line to the queue server "+a.URL+" ("+said+"): see --nats-ca; the host of the address must be one of the certificate")
	}
	return fault(err, "连不上队列服务器 "+a.URL+"（"+said+"）：核对 --nats 的地址、服务器有没有运行、防火墙有没有放行", "the queue server "+a.URL+" cannot be reached ("+said+"): see the address of --nats, whether the server runs, and the firewall")
}
