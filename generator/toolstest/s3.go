package toolstest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// S3Server is a storage server on this machine that speaks S3, with one bucket, and the
// credentials of who may do all.
type S3Server struct {
	Address        string // of the bucket, without a slash at its end
	Endpoint       string // of the server
	Folder         string // the bucket itself: an object is a file by its name
	Access, Secret string
	program        string
}

// S3 starts versitygw, and stops it when the test ends.
func S3(t testing.TB) *S3Server {
	t.Helper()
	dir := t.TempDir()
	s := &S3Server{program: find(t, "versitygw", "versitygw"), Folder: filepath.Join(dir, "data", "county"), Access: "tester", Secret: "only-tests-know-this-one"}
	for _, folder := range []string{s.Folder, filepath.Join(dir, "sidecar"), filepath.Join(dir, "iam")} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	listen := FreePort(t)
	s.Endpoint, s.Address = "http://"+listen, "http://"+listen+"/county"
	cmd := exec.Command(s.program, "--port", listen, "--iam-dir", filepath.Join(dir, "iam"), "--quiet",
		"posix", "--sidecar", filepath.Join(dir, "sidecar"), filepath.Join(dir, "data"))
	cmd.Env = append(os.Environ(), "ROOT_ACCESS_KEY_ID="+s.Access, "ROOT_SECRET_ACCESS_KEY="+s.Secret)
	Start(t, cmd, listen)
	return s
}

// User adds an account that may do nothing with the bucket.
func (s *S3Server) User(t testing.TB, access, secret string) {
	t.Helper()
	cmd := exec.Command(s.program, "admin", "--access", s.Access, "--secret", s.Secret, "--endpoint-url", s.Endpoint,
		"create-user", "--access", access, "--secret", secret, "--role", "user")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}
