package sshsig

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/pem"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"
)

const namespace = "gongkai-review"

// privateKeys makes one key of each kind that has files, by name; once, since RSA
// takes a while.
var privateKeys = sync.OnceValues(func() (map[string]any, error) {
	keys := map[string]any{}
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	keys["ed25519"] = ed
	for name, curve := range map[string]elliptic.Curve{"ecdsa-256": elliptic.P256(), "ecdsa-384": elliptic.P384(), "ecdsa-521": elliptic.P521()} {
		if err == nil {
			keys[name], err = ecdsa.GenerateKey(curve, rand.Reader)
		}
	}
	if err == nil {
		keys["rsa"], err = rsa.GenerateKey(rand.Reader, minRSA)
	}
	return keys, err
})

// private returns the key of a kind.
func private(t testing.TB, kind string) any {
	t.Helper()
	keys, err := privateKeys()
	if err != nil {
		t.Fatal(err)
	}
	return keys[kind]
}

// kinds are those that private knows.
func kinds() []string { return []string{"ed25519", "ecdsa-256", "ecdsa-384", "ecdsa-521", "rsa"} }

// keyFile writes a private key, encrypted where there is a passphrase, and the public
// half beside it, and returns the path of the first.
func keyFile(t testing.TB, kind, passphrase string) string {
	t.Helper()
	var block *pem.Block
	var err error
	if passphrase == "" {
		block, err = ssh.MarshalPrivateKey(private(t, kind), "")
	} else {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(private(t, kind), "", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), kind)
	write(t, path, pem.EncodeToMemory(block))
	write(t, path+".pub", []byte(signerOf(t, kind).Key().String()+" 某镇\n"))
	return path
}

func write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// signerOf returns the signer of a kind of key, or of a hardware key.
func signerOf(t testing.TB, kind string) *Signer {
	t.Helper()
	var signer ssh.Signer
	var err error
	switch kind {
	case "sk-ed25519", "sk-ecdsa":
		signer, err = newDevice(t, kind), nil
	default:
		signer, err = ssh.NewSignerFromKey(private(t, kind))
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := newSigner(signer, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// device is a hardware key in software.
type device struct {
	public  ssh.PublicKey
	sign    func(data []byte) []byte
	flags   byte
	counter uint32
}

// application is what hardware keys call the use of them by SSH.
const application = "ssh:"

func newDevice(t testing.TB, kind string) *device {
	t.Helper()
	d := &device{flags: touched, counter: 7}
	var blob []byte
	if kind == "sk-ed25519" {
		key := private(t, "ed25519").(ed25519.PrivateKey)
		d.sign = func(data []byte) []byte { return ed25519.Sign(key, data) }
		blob = ssh.Marshal(struct{ Type, Key, Application string }{ssh.KeyAlgoSKED25519, string(key[32:]), application})
	} else {
		key := private(t, "ecdsa-256").(*ecdsa.PrivateKey)
		d.sign = func(data []byte) []byte {
			signer, err := ssh.NewSignerFromKey(key)
			if err != nil {
				t.Fatal(err)
			}
			sig, err := signer.Sign(rand.Reader, data) // SHA-256, like the device
			if err != nil {
				t.Fatal(err)
			}
			return sig.Blob
		}
		point, err := key.PublicKey.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		blob = ssh.Marshal(struct{ Type, Curve, Key, Application string }{ssh.KeyAlgoSKECDSA256, "nistp256", string(point), application})
	}
	public, err := ssh.ParsePublicKey(blob)
	if err != nil {
		t.Fatal(err)
	}
	d.public = public
	return d
}

func (d *device) PublicKey() ssh.PublicKey { return d.public }

func (d *device) Sign(rand io.Reader, data []byte) (*ssh.Signature, error) {
	return d.SignWithAlgorithm(rand, data, d.public.Type())
}

func (d *device) SignWithAlgorithm(_ io.Reader, data []byte, algorithm string) (*ssh.Signature, error) {
	type counted struct {
		Flags   byte
		Counter uint32
	}
	of, about := sha256.Sum256([]byte(application)), sha256.Sum256(data)
	said := ssh.Marshal(counted{d.flags, d.counter})
	signed := append(append(of[:], said...), about[:]...)
	return &ssh.Signature{Format: algorithm, Blob: d.sign(signed), Rest: said}, nil
}
