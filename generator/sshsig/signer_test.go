package sshsig

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"io/fs"
	"net"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// never is a passphrase that nobody may ask for.
func never() ([]byte, error) { return nil, errors.New("asked for a passphrase") }

func says(passphrase string) func() ([]byte, error) {
	return func() ([]byte, error) { return []byte(passphrase), nil }
}

// TestLoadKey: the private key of a file signs, and its passphrase is asked for where
// there is one, and only then.
func TestLoadKey(t *testing.T) {
	for _, kind := range kinds() {
		signer, err := LoadKey(keyFile(t, kind, ""), never)
		if err != nil {
			t.Fatal(err)
		}
		line := sign(t, "正文", signer)
		if by, err := Verify([]byte("正文"), line, namespace, []Key{signer.Key()}); err != nil || by != signerOf(t, kind).Key() {
			t.Errorf("%s: %v, %v", kind, by, err)
		}
		if err := signer.Close(); err != nil {
			t.Error(err)
		}
	}
	path := keyFile(t, "ed25519", "口令")
	if signer, err := LoadKey(path, says("口令")); err != nil || signer.Key() != signerOf(t, "ed25519").Key() {
		t.Error(err)
	}
	_, err := LoadKey(path, says("别的"))
	isFault(t, "wrong passphrase", err, Passphrase)
	_, err = LoadKey(path, says(""))
	isFault(t, "empty passphrase", err, Passphrase)
	_, err = LoadKey(path, nil)
	isFault(t, "no passphrase", err, Passphrase)
	gone := errors.New("gone")
	if _, err := LoadKey(path, func() ([]byte, error) { return nil, gone }); err != gone {
		t.Error(err)
	}
	if _, err := LoadKey(filepath.Join(t.TempDir(), "id"), never); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if _, err := LoadKey(t.TempDir(), never); err == nil {
		t.Error("a folder is a key")
	}
}

// TestOldKeyFiles: PEM files, as OpenSSH wrote them before it had its own form, and
// OpenSSL still does.
func TestOldKeyFiles(t *testing.T) {
	for _, kind := range kinds() {
		der, err := x509.MarshalPKCS8PrivateKey(private(t, kind))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "key.pem")
		write(t, path, []byte(strings.ReplaceAll(string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), "\n", "\r\n")))
		if signer, err := LoadKey(path, never); err != nil || signer.Key() != signerOf(t, kind).Key() {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// TestNoKeyFile: a file that holds no private key, or one that cannot be used, is
// called what it is.
func TestNoKeyFile(t *testing.T) {
	good := keyFile(t, "ed25519", "")
	_, err := LoadKey(good+".pub", never)
	isFault(t, "the public half", err, BadKey)
	if e, ok := err.(*Error); !ok || !strings.HasSuffix(e.ZH, "的 "+good) {
		t.Errorf("%v does not name %s", err, good)
	}
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	weak, err := ssh.MarshalPrivateKey(short, "")
	if err != nil {
		t.Fatal(err)
	}
	spki, err := x509.MarshalPKIXPublicKey(private(t, "ed25519").(ed25519.PrivateKey).Public())
	if err != nil {
		t.Fatal(err)
	}
	device := newDevice(t, "sk-ed25519").public.Marshal()
	inFile := func(cipher string) string {
		type file struct {
			Cipher, KDF, Options string
			Keys                 uint32
			Public, Private      []byte
		}
		blob := append([]byte("openssh-key-v1\x00"), ssh.Marshal(file{cipher, cipher, "", 1, device, []byte("x")})...)
		return string(pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: blob}))
	}
	for _, c := range []struct {
		name, text, says string
		want             Fault
	}{
		{"empty", "", "不是私钥", BadKey},
		{"prose", "这是钥匙", "不是私钥", BadKey},
		{"too large", strings.Repeat("x", maxKeyFile+1), "太大", BadKey},
		{"putty", "PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none\r\n", "PuTTYgen", BadKey},
		{"putty public", "---- BEGIN SSH2 PUBLIC KEY ----\n", "公钥", BadKey},
		{"PEM public", string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: spki})), "公钥", BadKey},
		{"PKCS8 encrypted", string(pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: []byte("x")})), "ssh-keygen -p", BadKey},
		{"certificate", example(t, "certificate.pub"), "证书", Certificate},
		{"web certificate", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte("x")})), "CERTIFICATE", BadKey},
		{"damaged", string(pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: []byte("openssh-key-v1\x00\x00")})), "读不懂", BadKey},
		{"hardware", inFile("none"), "ssh-add", BadKey},
		{"hardware, encrypted", inFile("bcrypt"), "ssh-add", BadKey},
		{"weak", string(pem.EncodeToMemory(weak)), "1024", Weak},
	} {
		path := filepath.Join(t.TempDir(), "id")
		write(t, path, []byte(c.text))
		_, err := LoadKey(path, says(""))
		isFault(t, c.name, err, c.want)
		if e, ok := err.(*Error); !ok || !strings.Contains(e.ZH, c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// old is an agent that does not know of the flags which ask for SHA-2, and with hold,
// one whose user refuses.
type old struct {
	agent.Agent
	device *device
	hold   bool
}

func (o old) List() ([]*agent.Key, error) {
	keys, err := o.Agent.List()
	if o.device != nil {
		keys = append(keys, &agent.Key{Format: o.device.public.Type(), Blob: o.device.public.Marshal()})
	}
	return keys, err
}

func (o old) Sign(key ssh.PublicKey, data []byte) (*ssh.Signature, error) {
	switch {
	case o.hold:
		return nil, errors.New("no")
	case isHardware(key.Type()):
		return o.device.Sign(nil, data)
	}
	return o.Agent.Sign(key, data)
}

// keyring is an agent that has keys of some kinds.
func keyring(t *testing.T, kinds ...string) agent.Agent {
	t.Helper()
	ring := agent.NewKeyring()
	for _, kind := range kinds {
		key := private(t, kind)
		if ed, ok := key.(ed25519.PrivateKey); ok {
			key = &ed
		}
		if err := ring.Add(agent.AddedKey{PrivateKey: key, Comment: "在代理里"}); err != nil {
			t.Fatal(err)
		}
	}
	return ring
}

// served is a connection to an agent.
func served(t *testing.T, a agent.Agent) net.Conn {
	t.Helper()
	here, there := net.Pipe()
	done := make(chan error, 1)
	go func() { done <- agent.ServeAgent(a, there) }()
	t.Cleanup(func() {
		here.Close()
		if err := <-done; err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrClosedPipe) {
			t.Error(err)
		}
	})
	return here
}

// TestAgentSigns: a key in an agent signs, of whatever kind it is.
func TestAgentSigns(t *testing.T) {
	for _, kind := range append(kinds(), "sk-ed25519", "sk-ecdsa") {
		want, err := ParseKey(signerOf(t, kind).Key().String() + " 分管副镇长")
		if err != nil {
			t.Fatal(err)
		}
		a := keyring(t, kinds()...)
		if strings.HasPrefix(kind, "sk-") {
			a = old{Agent: a, device: newDevice(t, kind)}
		}
		signer, err := agentSigner(served(t, a), []Key{signerOf(t, kind).Key(), want}[1:])
		if err != nil {
			t.Fatal(err)
		}
		line := sign(t, "正文", signer)
		if by, err := Verify([]byte("正文"), line, namespace, []Key{want}); err != nil || by != want || signer.Key() != want {
			t.Errorf("%s: %v, %v", kind, by, err)
		}
		if err := signer.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestAgentFaults: an agent that cannot, or will not, is told from one that is not
// there.
func TestAgentFaults(t *testing.T) {
	ed, other := signerOf(t, "ed25519").Key(), signerOf(t, "rsa").Key()
	if signer, err := agentSigner(served(t, keyring(t, "ed25519")), []Key{other, ed}); err != nil || signer.Key() != ed {
		t.Errorf("the second of two keys: %v", err)
	}
	_, err := agentSigner(served(t, keyring(t, "ed25519")), []Key{other})
	isFault(t, "another key", err, NotInAgent)
	_, err = agentSigner(served(t, keyring(t)), nil)
	isFault(t, "no key", err, NotInAgent)
	signer, err := agentSigner(served(t, old{Agent: keyring(t, "ed25519"), hold: true}), []Key{ed})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Sign([]byte("正文"), namespace, signer)
	isFault(t, "refused", err, Refused)
	signer, err = agentSigner(served(t, old{Agent: keyring(t, "rsa")}), []Key{other})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Sign([]byte("正文"), namespace, signer)
	isFault(t, "SHA-1", err, Weak)

	here, there := net.Pipe()
	there.Close()
	_, err = agentSigner(here, []Key{ed})
	isFault(t, "cut off", err, NoAgent)
}
