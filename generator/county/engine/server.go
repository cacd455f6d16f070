package engine

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// Serve runs a server as a configuration file of nats-server says, until ctx is done. It
// writes to the disk before it acknowledges, whatever the file says. One that would let
// anybody in, or that other machines reach without TLS, does not start. listening, if given,
// is called with the address once it can be reached.
func Serve(ctx context.Context, file string, listening func(address string)) error {
	opts, err := server.ProcessConfigFile(file)
	if err != nil {
		return fault(err, fmt.Sprintf("配置文件 %s 用不了：%v", file, err), fmt.Sprintf("the configuration file %s cannot be used: %v", file, err))
	}
	if err := safe(opts, file); err != nil {
		return err
	}
	opts.NoSigs, opts.SyncAlways = true, true
	s, err := server.NewServer(opts)
	if err != nil {
		return err
	}
	s.ConfigureLogger()
	s.Start()
	defer s.WaitForShutdown()
	defer s.Shutdown()
	for !s.ReadyForConnections(time.Second) {
		if ctx.Err() != nil || !s.Running() {
			return errors.Join(ctx.Err(), fault(nil, "队列服务器没有启动：看上面的记录", "the queue server has not started: see its log above"))
		}
	}
	if listening != nil {
		listening(s.Addr().String())
	}
	gone := make(chan struct{})
	go func() {
		s.WaitForShutdown()
		close(gone)
	}()
	select {
	case <-ctx.Done():
		return nil
	case <-gone:
		return fault(nil, "队列服务器停止了：看上面的记录", "the queue server has stopped: see its log above")
	}
}

// safe refuses a configuration with which others could give jobs, or listen.
func safe(opts *server.Options, file string) error {
	switch {
	case !opts.JetStream || opts.StoreDir == "":
		return fault(nil, file+" 里没有 jetstream { store_dir: … }", "there is no jetstream { store_dir: … } in "+file)
	case len(opts.Users) == 0 && len(opts.Nkeys) == 0 && len(opts.TrustedOperators) == 0 && len(opts.TrustedKeys) == 0 && opts.Username == "" && opts.Authorization == "" && opts.AuthCallout == nil:
		return fault(nil, file+" 里没有用户，谁都能派任务：写 accounts 或者 authorization", "there are no users in "+file+", so that anybody could give jobs: write accounts or authorization")
	case opts.NoAuthUser != "":
		return fault(nil, file+" 里不能有 no_auth_user：没有凭据的也能派任务", "there must be no no_auth_user in "+file+": who has no credentials could give jobs")
	case opts.TLSConfig == nil && !loopback(opts.Host):
		return fault(nil, file+" 里没有 tls，而别的机器连得到 "+opts.Host, "there is no tls in "+file+", and other machines can reach "+opts.Host)
	}
	return nil
}

// loopback reports whether this machine alone reaches a host.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
