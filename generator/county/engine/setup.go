package engine

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/nats-io/nkeys"
)

// What [Setup] writes.
const (
	ConfigFile      = "queue.conf"
	CertificateFile = "queue.crt" // each machine needs it, as --nats-ca
	certificateKey  = "queue.key"
	coordinatorFile = "coordinator.nk" // as --nats-creds of build
	workerFile      = "worker.nk"      // as --nats-creds of worker
)

// Setup writes into a new folder what a server needs, and those who use it: its
// configuration, a certificate for the hosts that is valid for ten years, and a key each for
// the coordinator and the workers. The configuration has the public halves of the keys alone.
func Setup(dir string, hosts []string, port int, now time.Time) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	cert, key, err := certificate(hosts, now)
	if err != nil {
		return err
	}
	files := map[string][]byte{CertificateFile: cert, certificateKey: key}
	var public []any
	for _, name := range []string{coordinatorFile, workerFile} {
		seed, half, err := newUser()
		if err != nil {
			return err
		}
		files[name], public = append(seed, '\n'), append(public, half)
	}
	in := func(name string) string { return filepath.ToSlash(filepath.Join(dir, name)) }
	files[ConfigFile] = fmt.Appendf(nil, configuration, append([]any{port, in("jetstream"), in(CertificateFile), in(certificateKey)}, public...)...)
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// newUser makes a key.
func newUser() (seed []byte, public string, err error) {
	pair, err := nkeys.CreateUser()
	if err != nil {
		return nil, "", err
	}
	if public, err = pair.PublicKey(); err != nil {
		return nil, "", err
	}
	seed, err = pair.Seed()
	return bytes.Clone(seed), public, err
}

// certificate makes a certificate that is its own authority, and its key.
func certificate(hosts []string, now time.Time) (cert, key []byte, err error) {
	pair, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, nil, err
	}
	c := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "gongkai-county queue"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(10, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true, IsCA: true,
	}
	for _, host := range hosts {
		if ip := net.ParseIP(strings.Trim(host, "[]")); ip != nil {
			c.IPAddresses = append(c.IPAddresses, ip)
		} else {
			c.DNSNames = append(c.DNSNames, host)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &pair.PublicKey, pair)
	if err != nil {
		return nil, nil, err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(pair)
	if err != nil {
		return nil, nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), nil
}

// configuration is that of the server: the port, three files, and the two public keys.
const configuration = `# The queue of a county. It is run by
#     gongkai-county queue --config queue.conf
# or by nats-server -c queue.conf (2.15 was tried; 2.9 is too old).
server_name: gongkai
listen: "0.0.0.0:%d"

jetstream {
  store_dir: %q
  sync_interval: always
  max_mem: 64MB
  max_file: 1GB
}

tls {
  cert_file: %q
  key_file: %q
  timeout: 10
}

accounts {
  COUNTY {
    jetstream: enabled
    users: [
      { # build: gives jobs, hears how they end, and works itself
        nkey: %s
        permissions: {
          publish: [
            "gongkai.*.job.>", "gongkai.*.told.*",
            "$JS.API.STREAM.CREATE.*", "$JS.API.STREAM.UPDATE.*", "$JS.API.STREAM.INFO.*", "$JS.API.STREAM.PURGE.*", "$JS.API.STREAM.DELETE.*",
            "$JS.API.CONSUMER.CREATE.>", "$JS.API.CONSUMER.INFO.*.*", "$JS.API.CONSUMER.MSG.NEXT.*.*", "$JS.ACK.>"
          ]
          subscribe: ["_INBOX.gongkai-coordinator.>", "gongkai.*.told.*"]
        }
      }
      { # worker: takes jobs, and tells how they end
        nkey: %s
        permissions: {
          publish: ["gongkai.*.told.*", "$JS.API.CONSUMER.INFO.*.*", "$JS.API.CONSUMER.MSG.NEXT.*.*", "$JS.ACK.>"]
          subscribe: ["_INBOX.gongkai-worker.>"]
        }
      }
    ]
  }
}
`
