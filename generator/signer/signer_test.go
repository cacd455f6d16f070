package signer

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

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

// The tests are the programs that sign, too: this one does what the variable of that name
// says.
const actVariable = "GONGKAI_SIGNER_TEST"

// lateVariable names the file that is there when the one that was left behind has ended.
const lateVariable = "GONGKAI_SIGNER_LATE"

func TestMain(m *testing.M) {
	switch os.Getenv(actVariable) {
	case "":
		os.Exit(m.Run())
	case "fail":
		os.Stderr.WriteString("token: \x1b[31mno PIN")
		os.Exit(7)
	case "endless":
		for line := bytes.Repeat([]byte("x"), 4096); ; {
			if _, err := os.Stdout.Write(line); err != nil {
				continue // it does not mind that nobody reads
			}
		}
	case "secret":
		os.Stdout.WriteString("signature" + os.Getenv("GONGKAI_SECRET") + os.Getenv("GONGKAI_OTHER"))
	case "leave":
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), actVariable+"=sleep")
		child.Stdout, child.Stderr = os.Stdout, os.Stderr
		if child.Start() == nil {
			os.Stdout.WriteString("signature")
		}
	case "sleep":
		time.Sleep(20 * time.Second)
		_ = os.WriteFile(os.Getenv(lateVariable), nil, 0o600)
	}
	os.Exit(0)
}

// Each way in which a program does not sign has its own words in both languages, and none
// of the system's.
func TestNoSignature(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for act, want := range map[string]*Error{
		"fail":    {ZH: "没有签名，退出码 7", EN: "has not signed, exit status 7", Said: "token: \x1b[31mno PIN"},
		"nothing": {ZH: "没有输出签名", EN: "printed no signature"},
		"endless": {ZH: "输出的超过 1048576 字节", EN: "printed more than 1048576 bytes"},
	} {
		t.Setenv(actVariable, act)
		_, err := (&Signer{args: []string{self}}).Sign([]byte("message"))
		var got *Error
		if !errors.As(err, &got) || !strings.Contains(got.ZH, want.ZH) || !strings.Contains(got.EN, want.EN) || got.Said != want.Said {
			t.Errorf("%s: %+v", act, err)
		}
	}
	for program, want := range map[string]string{"no-such-program-here": "没有", filepath.Join(t.TempDir(), "none"): "没有", t.TempDir(): "不能运行"} {
		_, err := (&Signer{args: []string{program}}).Sign(nil)
		var got *Error
		if !errors.As(err, &got) || !strings.Contains(got.ZH, want) {
			t.Errorf("%s: %+v", program, err)
		}
	}
}

// What a program leaves behind is not waited for, and its output is kept.
func TestLeftBehind(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	late := filepath.Join(t.TempDir(), "late")
	t.Setenv(actVariable, "leave")
	t.Setenv(lateVariable, late)
	signature, err := (&Signer{args: []string{self}}).Sign(nil)
	if err != nil || string(signature) != "signature" {
		t.Errorf("%q, %v", signature, err)
	}
	if _, err := os.Stat(late); !os.IsNotExist(err) {
		t.Errorf("what was left behind was waited for: %v", err)
	}
}

// A program gets the environment without what is not for it.
func TestSecrets(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(actVariable, "secret")
	t.Setenv("GONGKAI_SECRET", "-secret")
	t.Setenv("GONGKAI_OTHER", "-other")
	s, err := Parse(`"`+self+`"`, "gongkai_SECRET")
	if err != nil {
		t.Fatal(err)
	}
	if signature, err := s.Sign(nil); err != nil || string(signature) != "signature-other" {
		t.Errorf("%q, %v", signature, err)
	}
}
