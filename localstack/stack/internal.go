package stack

import (
	"net/http"
	"path"
	"strings"
)

// connections returns the handler of @connections for in-process functions. They call it directly,
// since a socket would take most of the time of a request.
func (s *Stack) connections() http.Handler { return s.gateway.Connections() }

// internalHandler serves all local AWS services at one address. It selects Lambda and @connections by
// the path, Parameter Store by the header X-Amz-Target, and S3 for any other request.
func (s *Stack) internalHandler() http.Handler {
	connections, lambda, params := s.gateway.Connections(), s.invoke.Handler(), s.params.Handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.isLocalRequest(r) {
			http.Error(w, "this address serves only programs of this machine", http.StatusForbidden)
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

// isLocalRequest reports whether a request comes from a function or a program of this machine. It
// returns false for requests that a browser sends for a page of another site: those with an Origin,
// and those to a host name that DNS rebinding points to this machine. The check is needed because the
// local services check no signature and Parameter Store returns the signing keys. Pages of this
// machine may use the URLs of pictures in the bucket that the HTTP API signs.
func (s *Stack) isLocalRequest(r *http.Request) bool {
	if !loopback(r.Host) && r.Host != s.internal.Addr().String() {
		return false
	}
	origin := r.Header.Get("Origin")
	return origin == "" || localOrigin(origin) && strings.HasPrefix(path.Clean(r.URL.Path), "/"+s.Bucket()+"/uploads/")
}
