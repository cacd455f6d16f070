package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// Serve runs a server as a configuration file of nats-server says, until ctx is done. It
// writes to the disk before it acknowledges, whatever the file says. One that would let
// anybody in, that other machines reach without TLS, or that has other ways in than the port of
// clients, does not start. listening, if given,
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
	case opts.AllowNonTLS:
		return fault(nil, file+" 里不能有 allow_non_tls：不加密的也连得上", "there must be no allow_non_tls in "+file+": it lets in who has no TLS")
	}
	return closed(opts, file)
}

// closed refuses a configuration that has other ways in than the port of clients.
func closed(opts *server.Options, file string) error {
	for name, open := range map[string]bool{
		"cluster": opts.Cluster.Port != 0 || len(opts.Routes) > 0, "gateway": opts.Gateway.Port != 0 || len(opts.Gateway.Gateways) > 0,
		"leafnodes": opts.LeafNode.Port != 0 || len(opts.LeafNode.Remotes) > 0, "websocket": opts.Websocket.Port != 0, "mqtt": opts.MQTT.Port != 0,
	} {
		if open {
			return fault(nil, file+" 里不能有 "+name+"：队列只用一个端口，一台服务器", "there must be no "+name+" in "+file+": the queue has one port of one server")
		}
	}
	watched := (opts.HTTPPort != 0 || opts.HTTPSPort != 0) && !loopback(cmp.Or(opts.HTTPHost, opts.Host)) || opts.ProfPort != 0 && !loopback(opts.Host)
	if watched {
		return fault(nil, file+" 里的 http、https 和 prof_port 只能在本机：写成 http: \"127.0.0.1:8222\"", "http, https and prof_port in "+file+" may be reached from this machine alone: write http: \"127.0.0.1:8222\"")
	}
	return nil
}

// loopback reports whether this machine alone reaches a host.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
