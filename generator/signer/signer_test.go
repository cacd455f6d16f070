package signer

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"gongkai/generator/toolstest"
)

func TestParse(t *testing.T) {
	s, err := Parse(`  "C:\Program Files\sign.exe"  -in {file}	-pin "" `)
	if err != nil || !slices.Equal(s.args, []string{`C:\Program Files\sign.exe`, "-in", "{file}", "-pin", ""}) {
		t.Errorf("%q, %v", s.args, err)
	}
	for _, bad := range []string{"", "  ", `sign "x`} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q is a command", bad)
		}
	}
}

// openssl signs with Ed25519, and with SM2 where it knows that.
func TestOpenSSL(t *testing.T) {
	openssl := toolstest.OpenSSL(t)
	dir := t.TempDir()
	do := func(args ...string) []byte {
		t.Helper()
		command := exec.Command(openssl, args...)
		command.Dir = dir
		out, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("openssl %v: %v, %s", args, err, out)
		}
		return out
	}
	message := []byte("完整性清单\n")
	key := filepath.Join(dir, "key.pem")
	do("genpkey", "-algorithm", "ED25519", "-out", key)
	block, _ := pem.Decode(do("pkey", "-in", key, "-pubout"))
	public, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Parse(`"` + openssl + `" pkeyutl -sign -rawin -inkey "` + key + `" -in {file}`)
	if err != nil {
		t.Fatal(err)
	}
	signature, err := s.Sign(message)
	if err != nil || !ed25519.Verify(public.(ed25519.PublicKey), message, signature) {
		t.Errorf("%v, %x", err, signature)
	}

	do("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", key)
	s, err = Parse(`"` + openssl + `" pkeyutl -sign -rawin -digest sm3 -inkey "` + key + `" -in {file}`)
	if err != nil {
		t.Fatal(err)
	}
	if signature, err = s.Sign(message); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"message": message, "signature": signature} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out := do("pkeyutl", "-verify", "-rawin", "-digest", "sm3", "-inkey", key, "-in", "message", "-sigfile", "signature")
	if !bytes.Contains(out, []byte("Success")) {
		t.Errorf("%s", out)
	}
	if s, _ = Parse(`"` + openssl + `" pkeyutl -sign -inkey "` + filepath.Join(dir, "none.pem") + `"`); s != nil {
		if _, err := s.Sign(message); err == nil {
			t.Error("a program that fails has signed")
		}
	}
}
