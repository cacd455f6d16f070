package bucket

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Addresses and credentials that cannot be are refused before anything is asked, in words
// that quote no password.
func TestOpen(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "known")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "hidden")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
	for address, prefix := range map[string]string{
		"https://s3.example/county": "", "https://s3.example/county/": "", "https://s3.example:9000/county/a/b": "a/b/",
		"http://127.0.0.1:9000/county": "", "http://[::1]:9000/county": "", "http://localhost/county": "",
	} {
		if b, err := Open(Options{Address: address}); err != nil || b.bucket != "county" || b.prefix != prefix {
			t.Errorf("%s: %+v, %v", address, b, err)
		}
	}
	for _, address := range []string{
		"", "s3.example/county", "https://s3.example", "https://s3.example/", "https://s3.example/County", "https://s3.example/co/../x", "http://s3.example/county", "http://192.0.2.1/county", "ftp://s3.example/county",
		"https://known:hidden@s3.example/county", "https://s3.example/county?key=hidden", "https://s3.example/county#hidden", "https://known:hidden%zz@s3.example/county", "https:s3.example/county",
	} {
		f := new(Fault)
		if _, err := Open(Options{Address: address}); !errors.Is(err, ErrAddress) || !errors.As(err, &f) || f.ZH == "" || strings.Contains(f.ZH+f.EN, "hidden") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// Credentials come from a file that is named, from the environment, or from the file of the
// AWS tools, in this order. A file that is none is not quoted.
func TestCredentials(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	named := file("named", "[default]\naws_access_key_id = named\naws_secret_access_key = a\n")
	usual := file("usual", "[default]\naws_access_key_id = usual\naws_secret_access_key = b\n")
	for _, c := range []struct{ file, env, shared, want string }{
		{named, "env", usual, "named"}, {"", "env", usual, "env"}, {"", "", usual, "usual"}, {"", "", filepath.Join(dir, "none"), ""},
		{filepath.Join(dir, "none"), "env", usual, ""}, {file("half", "[default]\naws_access_key_id = half\n"), "env", usual, ""},
		{file("broken", "[default]\nhidden hidden\n"), "env", usual, ""}, {file("empty", ""), "env", usual, ""},
	} {
		t.Setenv("AWS_ACCESS_KEY_ID", c.env)
		t.Setenv("AWS_SECRET_ACCESS_KEY", c.env)
		t.Setenv("AWS_SHARED_CREDENTIALS_FILE", c.shared)
		b, err := Open(Options{Address: "https://s3.example/county", Credentials: c.file})
		if c.want == "" {
			if f := new(Fault); !errors.As(err, &f) || strings.Contains(f.ZH+f.EN, "hidden") {
				t.Errorf("%+v: %v", c, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%+v: %v", c, err)
			continue
		}
		if v, err := b.client.GetCreds(); err != nil || v.AccessKeyID != c.want {
			t.Errorf("%+v: %s, %v", c, v.AccessKeyID, err)
		}
	}
}

// What was before is remembered for as long as it stays, and no longer.
func TestState(t *testing.T) {
	version := func(c string) string { return strings.Repeat(c, 64) }
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	s := state{}.next(version("a"), now, time.Hour).next(version("b"), now.Add(time.Minute), time.Hour).next(version("a"), now.Add(2*time.Minute), time.Hour)
	want := version("a") + "\n" + version("b") + " 2026-12-01T08:02:00Z\n"
	if got := string(s.text()); got != want {
		t.Errorf("got %s", got)
	}
	if got := string(s.next(version("c"), now.Add(2*time.Hour), time.Hour).text()); got != version("c")+"\n"+version("a")+" 2026-12-01T10:00:00Z\n" {
		t.Errorf("got %s", got)
	}
	for i := range 3 * mostBefore {
		s = s.next(strings.Repeat("0", 61)+string([]byte{'0' + byte(i/100), '0' + byte(i/10%10), '0' + byte(i%10)}), now, time.Hour)
	}
	if len(s.before) != mostBefore {
		t.Errorf("%d versions are remembered", len(s.before))
	}
}
