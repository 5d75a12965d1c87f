package stack

import (
	"net/http"
	"path"
	"strings"
)

// connections returns the handler of posts by in-process functions. They call it directly, since a
// socket to the gateway in the same process would take most of a post's time.
func (s *Stack) connections() http.Handler { return s.gateway.Connections() }

// internalHandler serves the local AWS services, all at one address. It selects Lambda and
// @connections by path, Parameter Store by its target header, and S3 for any other request.
func (s *Stack) internalHandler() http.Handler {
	connections, lambda, params := s.gateway.Connections(), s.invoke.Handler(), s.params.Handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.isLocalRequest(r) {
			http.Error(w, "this address answers programs of this machine only", http.StatusForbidden)
			return
		}
		switch {
		case strings.HasPrefix(r.URL.Path, "/"+s.template.API.Stage+"/@connections/"):
			connections.ServeHTTP(w, r)
		case strings.HasPrefix(r.URL.Path, "/2015-03-31/"):
			lambda.ServeHTTP(w, r)
		case strings.HasPrefix(r.Header.Get("X-Amz-Target"), "AmazonSSM."):
			params.ServeHTTP(w, r)
		case s.opts.Faults && r.URL.Path == "/_faults":
			s.faults.Handler().ServeHTTP(w, r)
		case s.bucket.handler != nil:
			s.bucket.handler.ServeHTTP(w, r)
		default:
			http.NotFound(w, r)
		}
	})
}

// isLocalRequest reports whether a request may come from a function or a program of this machine.
// It refuses what a browser sends for a foreign page: a request with an Origin, or for a host name
// that was rebound to this machine. The local services check no signature, and Parameter Store
// returns the signing keys. Pages of this machine may fetch the bucket's pictures by the URLs that
// the HTTP API signs.
func (s *Stack) isLocalRequest(r *http.Request) bool {
	if !loopback(r.Host) && r.Host != s.internal.Addr().String() {
		return false
	}
	origin := r.Header.Get("Origin")
	return origin == "" || localOrigin(origin) && strings.HasPrefix(path.Clean(r.URL.Path), "/"+s.Bucket()+"/uploads/")
}
