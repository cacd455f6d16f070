package minisign

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/blake2b"

	"gongkai/generator/toolstest"
)

// The signatures of "test" that the documentation of minisign's libraries has: made by
// minisign itself, and so of another hand than this package.
const (
	knownKey    = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
	knownHashed = "untrusted comment: signature from minisign secret key\n" +
		"RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\n" +
		"trusted comment: timestamp:1633700835\tfile:test\tprehashed\n" +
		"wLMDjy9FLAuxZ3q4NlEvkgtyhrr0gtTu6KC4KBJdITbbOeAi1zBIYo0v4iTgt8jJpIidRJnp94ABQkJAgAooBQ==\n"
	knownPlain = "untrusted comment: signature from minisign secret key\n" +
		"RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=\n" +
		"trusted comment: timestamp:1555779966\tfile:test\n" +
		"QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==\n"
)

func TestKnownSignatures(t *testing.T) {
	key, err := ParsePublicKey(knownKey)
	if err != nil {
		t.Fatal(err)
	}
	if key.String() != knownKey || key.ID() != "E7620F1842B4E81F" {
		t.Errorf("%s, id %s", key, key.ID())
	}
	for sig, want := range map[string]string{
		knownHashed: "timestamp:1633700835\tfile:test\tprehashed", knownPlain: "timestamp:1555779966\tfile:test",
		strings.ReplaceAll(knownHashed, "\n", "\r\n"): "timestamp:1633700835\tfile:test\tprehashed",
		strings.TrimSpace(knownHashed):                "timestamp:1633700835\tfile:test\tprehashed",
	} {
		if got, err := Verify([]byte("test"), []byte(sig), key); err != nil || got != want {
			t.Errorf("%q, %v, of %s", got, err, sig)
		}
		if _, err := Verify([]byte("Test"), []byte(sig), key); err == nil {
			t.Errorf("another message passes with %s", sig)
		}
	}
}

// testKey is a key made of known bytes.
func testKey(t *testing.T, seed byte) PrivateKey {
	t.Helper()
	key, err := GenerateKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 64)))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// Every byte of a signature counts: the untrusted comment is the only part in which one
// may be another.
func TestEveryByteCounts(t *testing.T) {
	key := testKey(t, 1)
	message := []byte("完整性清单\n")
	sig, err := Sign(message, key.Public(), key, "2026-12-01 size=7")
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := Sign(message, key.Public(), key, "2026-12-01 size=7"); !bytes.Equal(sig, again) {
		t.Error("the same message has two signatures")
	}
	from := bytes.IndexByte(sig, '\n')
	for i := range sig[:len(sig)-1] {
		changed := bytes.Clone(sig)
		changed[i] ^= 1
		if _, err := Verify(message, changed, key.Public()); (err == nil) != (i >= len(untrustedPrefix) && i < from) {
			t.Errorf("byte %d changed: %v", i, err)
		}
	}
	if _, err := Verify(message, sig, testKey(t, 2).Public()); err == nil {
		t.Error("the signature is by any key")
	}
	other := testKey(t, 2)
	other.id = key.id // an id is nobody's
	if _, err := Verify(message, sig, other.Public()); err == nil {
		t.Error("the signature is by any key of the id")
	}
}

// broken signs with something else than it says.
type broken struct{}

func (broken) Sign([]byte) ([]byte, error) { return make([]byte, ed25519.SignatureSize), nil }

type refusing struct{ err error }

func (r refusing) Sign([]byte) ([]byte, error) { return nil, r.err }

func TestSignRefuses(t *testing.T) {
	key := testKey(t, 1)
	if _, err := Sign([]byte("x"), key.Public(), broken{}, ""); err == nil {
		t.Error("what does not verify is returned")
	}
	refused := errors.New("no token in the slot")
	if _, err := Sign([]byte("x"), key.Public(), refusing{refused}, ""); !errors.Is(err, refused) {
		t.Errorf("%v", err)
	}
	for _, comment := range []string{"a\nb", "a\r", "\xff", " a", "a "} {
		if _, err := Sign([]byte("x"), key.Public(), key, comment); err == nil {
			t.Errorf("the comment %q is taken", comment)
		}
	}
}

func TestKeyFiles(t *testing.T) {
	key := testKey(t, 3)
	file, err := key.seal([]byte("三字经"), bytes.NewReader(make([]byte, saltSize)), 0, 1<<20) // cheap
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := Encrypted(file); !ok || err != nil {
		t.Errorf("encrypted: %v, %v", ok, err)
	}
	back, err := OpenKey(file, []byte("三字经"))
	if err != nil || back.Public() != key.Public() || !bytes.Equal(back.key, key.key) {
		t.Errorf("%v, %v", back.Public(), err)
	}
	if _, err := OpenKey(file, []byte("千字文")); err == nil {
		t.Error("any passphrase opens the file")
	}
	if bytes.Contains(file, []byte(base64.StdEncoding.EncodeToString(key.key.Seed())[:20])) {
		t.Error("the key is in the clear")
	}
	if _, err := key.Seal(nil, bytes.NewReader(make([]byte, saltSize))); err == nil {
		t.Error("an empty passphrase is taken")
	}
	public, err := ParsePublicKey(string(key.Public().File()))
	if err != nil || public != key.Public() {
		t.Errorf("%v, %v", public, err)
	}
}

// A key in the clear is what minisign -G -W makes.
func TestKeyInTheClear(t *testing.T) {
	key := testKey(t, 4)
	check := key.check()
	data := append([]byte(algKey+kdfNone+checkAlg), make([]byte, saltSize+2*limitSize)...)
	data = append(append(append(data, key.id[:]...), key.key...), check[:]...)
	text := untrustedPrefix + "minisign secret key\n" + base64.StdEncoding.EncodeToString(data) + "\n"
	if back, err := OpenKey([]byte(text), nil); err != nil || back.Public() != key.Public() {
		t.Errorf("%v, %v", back.Public(), err)
	}
	data[len(data)-1] ^= 1
	text = untrustedPrefix + "minisign secret key\n" + base64.StdEncoding.EncodeToString(data) + "\n"
	if _, err := OpenKey([]byte(text), nil); err == nil {
		t.Error("a damaged key is taken")
	}
}

// What libsodium picks for the limits of minisign's default, of ours, and of small ones.
func TestCosts(t *testing.T) {
	for _, c := range []struct {
		ops, mem uint64
		n, r, p  int
	}{
		{33554432, 1073741824, 1 << 20, 8, 1},
		{opsLimit, memLimit, 1 << 16, 8, 1},
		{524288, 16777216, 1 << 14, 8, 1},
		{0, 16777216, 1 << 10, 8, 1},
		{1 << 24, 1 << 24, 1 << 14, 8, 32},
		{maxOps + 1, memLimit, 0, 0, 0},
		{opsLimit, maxMem + 1, 0, 0, 0},
		{0, 0, 2, 8, 512},
	} {
		if n, r, p := costs(c.ops, c.mem); n != c.n || r != c.r || p != c.p {
			t.Errorf("costs(%d, %d) = %d %d %d, not %d %d %d", c.ops, c.mem, n, r, p, c.n, c.r, c.p)
		}
	}
}

// What is no key or no signature is refused with a sentence in both languages.
func TestRefused(t *testing.T) {
	for _, text := range []string{
		"", "x", knownKey[:40], knownKey + "=", knownKey[:10] + "\n" + knownKey[10:], "RU" + knownKey[2:], strings.Repeat("x", maxText+1),
		untrustedPrefix + "a\n" + knownKey + "\n" + knownKey, untrustedPrefix + "\xff\n" + knownKey,
	} {
		_, err := ParsePublicKey(text)
		spoken(t, text, err)
	}
	key, _ := ParsePublicKey(knownKey)
	for _, text := range []string{
		"", knownHashed + "\n", "x" + knownHashed, strings.Replace(knownHashed, "trusted comment: t", "t", 1), strings.Replace(knownHashed, "RUQ", "RXQ", 1),
		knownHashed[:len(knownHashed)-3], knownHashed + knownHashed,
	} {
		_, err := Verify([]byte("test"), []byte(text), key)
		spoken(t, text, err)
	}
	_, err := OpenKey([]byte(knownHashed), nil)
	spoken(t, "a signature for a key", err)
}

func spoken(t *testing.T, what string, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.ZH == "" || e.EN == "" || strings.Contains(e.ZH+e.EN, "%!") {
		t.Errorf("%.60q: %v", what, err)
	}
}

// openssl, which is of another hand, finds the same signatures right.
func TestOpenSSL(t *testing.T) {
	openssl := toolstest.OpenSSL(t)
	key := testKey(t, 5)
	message := []byte("hello\n")
	sig, err := Sign(message, key.Public(), key, "day")
	if err != nil {
		t.Fatal(err)
	}
	s, err := parseSignature(string(sig))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	spki := append([]byte{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00}, key.Public().Ed25519()...)
	hash := blake2b.Sum512(message)
	for name, signed := range map[string]struct{ message, sig []byte }{
		"message": {hash[:], s.sig}, "comment": {append(bytes.Clone(s.sig), "day"...), s.global},
	} {
		out, err := exec.Command(openssl, "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", write("key", spki),
			"-in", write("in", signed.message), "-sigfile", write("sig", signed.sig)).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v, %s", name, err, out)
		}
	}
}

// minisign itself takes our public keys, signatures and key files, and what it signs and
// the keys that it makes are taken here.
func TestMinisign(t *testing.T) {
	toolstest.Slow(t, "runs minisign")
	program, dir := toolstest.Minisign(t), t.TempDir()
	run := func(input string, args ...string) error {
		cmd := exec.Command(program, args...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(input)
		out, err := cmd.CombinedOutput()
		if err != nil {
			err = fmt.Errorf("%v: %w, %s", args, err, out)
		}
		return err
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	key, message := testKey(t, 5), []byte("hello\n")
	sig, err := Sign(message, key.Public(), key, "day=2026-12-01 entries=7")
	must(err)
	sealed, err := key.seal([]byte("口令 and more"), bytes.NewReader(make([]byte, 64)), 1<<15, 1<<24)
	must(err)
	for name, data := range map[string][]byte{"m": message, "m.minisig": sig, "k.pub": key.Public().File(), "k.key": sealed} {
		must(os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	must(run("", "-Vm", "m", "-P", key.Public().String()))
	must(run("", "-Vm", "m", "-p", "k.pub"))
	if run("", "-Vm", "m", "-P", testKey(t, 6).Public().String()) == nil {
		t.Error("minisign takes the signature of any key")
	}
	must(run("口令 and more\n", "-S", "-s", "k.key", "-m", "m", "-t", "by minisign"))
	read := func(name string) []byte {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, name))
		must(err)
		return data
	}
	if trusted, err := Verify(message, read("m.minisig"), key.Public()); err != nil || trusted != "by minisign" {
		t.Errorf("%q, %v", trusted, err)
	}
	must(run("", "-G", "-W", "-p", "made.pub", "-s", "made.key"))
	made, err := OpenKey(read("made.key"), nil)
	must(err)
	if public, err := ParsePublicKey(string(read("made.pub"))); err != nil || made.Public() != public {
		t.Errorf("%v, %v", made.Public(), err)
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(knownHashed)
	f.Add(knownPlain)
	key, err := ParsePublicKey(knownKey)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		trusted, err := Verify([]byte("test"), []byte(text), key)
		if err != nil {
			spoken(t, text, err)
			return
		}
		// Only the comments that nothing signs, and line ends, can differ.
		if !strings.Contains(knownHashed+knownPlain, trusted) {
			t.Errorf("a comment that was never signed: %q", trusted)
		}
	})
}

func FuzzOpenKey(f *testing.F) {
	key, _ := GenerateKey(bytes.NewReader(make([]byte, 64)))
	check := key.check()
	clear := append([]byte(algKey+kdfNone+checkAlg), make([]byte, saltSize+2*limitSize)...)
	f.Add(append(append(append(clear, key.id[:]...), key.key...), check[:]...), knownKey)
	f.Fuzz(func(t *testing.T, data []byte, public string) {
		if len(data) > 4 && string(data[2:4]) == kdfScrypt {
			return // costs memory
		}
		if _, err := OpenKey([]byte(untrustedPrefix+"\n"+base64.StdEncoding.EncodeToString(data)), nil); err != nil {
			spoken(t, "key", err)
		}
		if k, err := ParsePublicKey(public); err == nil {
			if again, err := ParsePublicKey(string(k.File())); err != nil || again != k {
				t.Errorf("%v, %v", again, err)
			}
		}
	})
}
