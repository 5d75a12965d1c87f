package stack

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"path"
	"strings"
	"time"

	"homstyle.dev/planner/localstack/bedrock"
	"homstyle.dev/planner/localstack/sigv4"
	"homstyle.dev/planner/localstack/tableapi"
)

// connections returns the handler of @connections for in-process functions. They call it directly,
// since a socket would take most of the time of a request.
func (s *Stack) connections() http.Handler { return s.gateway.Connections() }

// internalHandler serves all local AWS services at one address. It selects Lambda, EventBridge
// Scheduler, the stand-in for Bedrock, @connections and a table in this process by the path, Parameter Store by the header X-Amz-Target,
// and S3 for any other request.
func (s *Stack) internalHandler() http.Handler {
	connections := s.signed("execute-api", s.gateway.Connections())
	lambda, params := s.signed("lambda", s.invoke.Handler()), s.signed("ssm", s.params.Handler())
	schedules := s.signed("scheduler", s.schedules.Handler())
	models := s.signed(bedrock.Service, bedrock.Handler(nil))
	bucket, table := http.NotFoundHandler(), http.NotFoundHandler()
	if s.store.local != nil {
		table = s.signed(tableapi.Service, tableapi.Handler(s.store.local))
	}
	if s.bucket.handler != nil {
		bucket = s.signed(sigv4.S3, answerPreflights(s.bucket.handler))
	}
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
		case strings.HasPrefix(r.URL.Path, "/schedules/"):
			schedules.ServeHTTP(w, r)
		case strings.HasPrefix(r.URL.Path, "/model/"):
			models.ServeHTTP(w, r)
		case r.URL.Path == tablePath:
			table.ServeHTTP(w, r)
		case strings.HasPrefix(r.Header.Get("X-Amz-Target"), "AmazonSSM."):
			params.ServeHTTP(w, r)
		case s.opts.Faults && r.URL.Path == "/_faults":
			s.faults.Handler().ServeHTTP(w, r)
		default:
			bucket.ServeHTTP(w, r)
		}
	})
}

// isLocalRequest reports whether a request comes from a function or a program of this machine. It
// returns false for requests of other machines, and for those that a browser sends for a page of another
// site: those with an Origin, and those to a host name that DNS rebinding points to this machine. Pages of
// this machine may use the URLs of pictures in the bucket that the HTTP API signs.
func (s *Stack) isLocalRequest(r *http.Request) bool {
	if !loopback(r.RemoteAddr) || !loopback(r.Host) {
		return false
	}
	origin := r.Header.Get("Origin")
	return origin == "" || localOrigin(origin) && strings.HasPrefix(path.Clean(r.URL.Path), "/"+s.Bucket()+"/uploads/")
}

// answerPreflights answers a browser's preflight requests as the rules of the template's bucket do: the
// bucket's own handler does not allow the header If-None-Match, which uploads of pictures have.
func answerPreflights(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if r.Method != http.MethodOptions || origin == "" {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Methods", "GET, PUT")
		w.Header().Set("Access-Control-Allow-Headers", "content-type, if-none-match")
		w.WriteHeader(http.StatusNoContent)
	})
}

// maxSigned is the maximum size of a request with a hash of its body, in bytes. It is above all limits of
// the services.
const maxSigned = 32 << 20

// signed returns a handler that serves only requests that are signed for the service with a key in the functions'
// environments or the env file. If a function has a key of its own, the handler refuses what its role does not
// allow. A browser's preflight request has no signature.
func (s *Stack) signed(service string, next http.Handler) http.Handler {
	keys := map[string]string{accessKey: accessKey}
	byKey := map[string]http.Handler{accessKey: next}
	for _, f := range s.template.Functions {
		if key := s.accessKeyOf(f); key != accessKey {
			keys[key], byKey[key] = accessKey, s.guard.Handler(f, next)
		}
	}
	signatures := sigv4.Verifier{Keys: keys, Region: region, Now: time.Now}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodOptions && r.Header.Get("Origin") != "" {
			next.ServeHTTP(w, r)
			return
		}
		payload, err := payloadHash(w, r, service)
		key := ""
		if err == nil {
			key, err = signatures.Verify(r, service, payload)
		}
		if err != nil {
			s.opts.Log.Warn("signature refused", "service", service, "path", r.URL.Path, "reason", err)
			w.Header().Set("X-Amzn-Errortype", "AccessDeniedException")
			http.Error(w, "AccessDenied: "+err.Error(), http.StatusForbidden)
			return
		}
		byKey[key].ServeHTTP(w, r)
	})
}

// payloadHash returns the hash of the body that a signature must cover, and leaves the body to be read
// again. S3 takes the header X-Amz-Content-Sha256, which may say that the body is not signed.
func payloadHash(w http.ResponseWriter, r *http.Request, service string) (string, error) {
	const unsigned = "UNSIGNED-PAYLOAD"
	stated := r.Header.Get("X-Amz-Content-Sha256")
	if service == sigv4.S3 {
		switch {
		case stated == "": // a presigned URL; a header of S3 always states the hash
			return unsigned, nil
		case stated == unsigned || strings.HasPrefix(stated, "STREAMING-"):
			return stated, nil
		}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxSigned))
	if err != nil {
		return "", err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	hash := sigv4.PayloadHash(body)
	if stated != "" && stated != hash {
		return "", errors.New("X-Amz-Content-Sha256 is not the hash of the body")
	}
	return hash, nil
}
