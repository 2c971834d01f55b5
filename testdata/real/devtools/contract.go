// Package devtools is a contract over the types of github.com/chromedp/cdproto:
// the Chrome DevTools Protocol, which a browser speaks over a WebSocket with its
// debugger.
//
// The types were generated from the protocol's own description, so what is
// optional is tagged as such. They refer to each other across many packages, several of which
// declare a type of the same name, are recursive (a DOM node), and have many named strings
// and numbers.
//
// The protocol's answers to commands are not in the contract: they have no
// method, and so nothing that would tell one from the other.
package devtools

import (
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/debugger"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/domstorage"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/security"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/cdproto/target"
)

// Target is a connection to one page of a browser.
//
// ws:channel target path=/devtools/page/{target} required=tagged
type Target struct {
	Params struct {
		Target target.ID `path:"target"`
	}
	ClientToServer Command
	ServerToClient Event
}

// StrictTarget is the same, with every field required that is not tagged as
// optional. It is here to measure that rule on real messages.
//
// ws:channel target-strict required=all
type StrictTarget struct {
	ClientToServer Command
	ServerToClient Event
}

// A Command asks the browser to do something.
//
// ws:union tag=method content=params
type Command struct {
	// ID is chosen by the client and comes back with the answer.
	ID int64 `json:"id" ws:"required" validate:"gt=0"`
	// SessionID is the session that the command is for, or empty for the browser itself.
	SessionID target.SessionID `json:"sessionId,omitempty"`

	AnimationEnable                   *cdp.Empty                                `ws:"Animation.enable"`
	BrowserClose                      *cdp.Empty                                `ws:"Browser.close"`
	CSSEnable                         *cdp.Empty                                `ws:"CSS.enable"`
	DOMEnable                         *dom.EnableParams                         `ws:"DOM.enable"`
	DOMGetDocument                    *dom.GetDocumentParams                    `ws:"DOM.getDocument"`
	DOMQuerySelector                  *dom.QuerySelectorParams                  `ws:"DOM.querySelector"`
	DOMSetAttributeValue              *dom.SetAttributeValueParams              `ws:"DOM.setAttributeValue"`
	DOMStorageEnable                  *cdp.Empty                                `ws:"DOMStorage.enable"`
	DebuggerEnable                    *debugger.EnableParams                    `ws:"Debugger.enable"`
	DebuggerResume                    *debugger.ResumeParams                    `ws:"Debugger.resume"`
	EmulationSetDeviceMetricsOverride *emulation.SetDeviceMetricsOverrideParams `ws:"Emulation.setDeviceMetricsOverride"`
	EmulationSetGeolocationOverride   *emulation.SetGeolocationOverrideParams   `ws:"Emulation.setGeolocationOverride"`
	FetchContinueRequest              *fetch.ContinueRequestParams              `ws:"Fetch.continueRequest"`
	FetchEnable                       *fetch.EnableParams                       `ws:"Fetch.enable"`
	InputDispatchKeyEvent             *input.DispatchKeyEventParams             `ws:"Input.dispatchKeyEvent"`
	InputDispatchMouseEvent           *input.DispatchMouseEventParams           `ws:"Input.dispatchMouseEvent"`
	InspectorEnable                   *cdp.Empty                                `ws:"Inspector.enable"`
	LogEnable                         *cdp.Empty                                `ws:"Log.enable"`
	NetworkEnable                     *network.EnableParams                     `ws:"Network.enable"`
	NetworkSetCookie                  *network.SetCookieParams                  `ws:"Network.setCookie"`
	NetworkSetExtraHTTPHeaders        *network.SetExtraHTTPHeadersParams        `ws:"Network.setExtraHTTPHeaders"`
	OverlayEnable                     *cdp.Empty                                `ws:"Overlay.enable"`
	PageCaptureScreenshot             *page.CaptureScreenshotParams             `ws:"Page.captureScreenshot"`
	PageEnable                        *page.EnableParams                        `ws:"Page.enable"`
	PageHandleJavaScriptDialog        *page.HandleJavaScriptDialogParams        `ws:"Page.handleJavaScriptDialog"`
	PageNavigate                      *page.NavigateParams                      `ws:"Page.navigate"`
	PageReload                        *page.ReloadParams                        `ws:"Page.reload"`
	PageSetLifecycleEventsEnabled     *page.SetLifecycleEventsEnabledParams     `ws:"Page.setLifecycleEventsEnabled"`
	PageStartScreencast               *page.StartScreencastParams               `ws:"Page.startScreencast"`
	PageStopScreencast                *cdp.Empty                                `ws:"Page.stopScreencast"`
	PerformanceEnable                 *performance.EnableParams                 `ws:"Performance.enable"`
	ProfilerEnable                    *cdp.Empty                                `ws:"Profiler.enable"`
	RuntimeCallFunctionOn             *runtime.CallFunctionOnParams             `ws:"Runtime.callFunctionOn"`
	RuntimeEnable                     *cdp.Empty                                `ws:"Runtime.enable"`
	RuntimeEvaluate                   *runtime.EvaluateParams                   `ws:"Runtime.evaluate"`
	SecurityEnable                    *cdp.Empty                                `ws:"Security.enable"`
	ServiceWorkerEnable               *cdp.Empty                                `ws:"ServiceWorker.enable"`
	TargetAttachToTarget              *target.AttachToTargetParams              `ws:"Target.attachToTarget"`
	TargetCloseTarget                 *target.CloseTargetParams                 `ws:"Target.closeTarget"`
	TargetCreateTarget                *target.CreateTargetParams                `ws:"Target.createTarget"`
	TargetSetAutoAttach               *target.SetAutoAttachParams               `ws:"Target.setAutoAttach"`
	TargetSetDiscoverTargets          *target.SetDiscoverTargetsParams          `ws:"Target.setDiscoverTargets"`
}

// An Event tells what happened.
//
// ws:union tag=method content=params
type Event struct {
	// SessionID is the session in which it happened.
	SessionID target.SessionID `json:"sessionId,omitempty"`

	CSSMediaQueryResultChanged               *css.EventMediaQueryResultChanged               `ws:"CSS.mediaQueryResultChanged"`
	CSSStyleSheetAdded                       *css.EventStyleSheetAdded                       `ws:"CSS.styleSheetAdded"`
	DOMAttributeModified                     *dom.EventAttributeModified                     `ws:"DOM.attributeModified"`
	DOMDocumentUpdated                       *dom.EventDocumentUpdated                       `ws:"DOM.documentUpdated"`
	DOMStorageDomStorageItemAdded            *domstorage.EventDomStorageItemAdded            `ws:"DOMStorage.domStorageItemAdded"`
	DOMStorageDomStorageItemRemoved          *domstorage.EventDomStorageItemRemoved          `ws:"DOMStorage.domStorageItemRemoved"`
	DOMStorageDomStorageItemUpdated          *domstorage.EventDomStorageItemUpdated          `ws:"DOMStorage.domStorageItemUpdated"`
	DebuggerPaused                           *debugger.EventPaused                           `ws:"Debugger.paused"`
	DebuggerResumed                          *debugger.EventResumed                          `ws:"Debugger.resumed"`
	DebuggerScriptParsed                     *debugger.EventScriptParsed                     `ws:"Debugger.scriptParsed"`
	FetchRequestPaused                       *fetch.EventRequestPaused                       `ws:"Fetch.requestPaused"`
	InspectorWorkerScriptLoaded              *inspector.EventWorkerScriptLoaded              `ws:"Inspector.workerScriptLoaded"`
	LogEntryAdded                            *log.EventEntryAdded                            `ws:"Log.entryAdded"`
	NetworkDataReceived                      *network.EventDataReceived                      `ws:"Network.dataReceived"`
	NetworkEventSourceMessageReceived        *network.EventEventSourceMessageReceived        `ws:"Network.eventSourceMessageReceived"`
	NetworkLoadingFinished                   *network.EventLoadingFinished                   `ws:"Network.loadingFinished"`
	NetworkPolicyUpdated                     *network.EventPolicyUpdated                     `ws:"Network.policyUpdated"`
	NetworkRequestWillBeSent                 *network.EventRequestWillBeSent                 `ws:"Network.requestWillBeSent"`
	NetworkRequestWillBeSentExtraInfo        *network.EventRequestWillBeSentExtraInfo        `ws:"Network.requestWillBeSentExtraInfo"`
	NetworkResourceChangedPriority           *network.EventResourceChangedPriority           `ws:"Network.resourceChangedPriority"`
	NetworkResponseReceived                  *network.EventResponseReceived                  `ws:"Network.responseReceived"`
	NetworkResponseReceivedExtraInfo         *network.EventResponseReceivedExtraInfo         `ws:"Network.responseReceivedExtraInfo"`
	NetworkWebSocketClosed                   *network.EventWebSocketClosed                   `ws:"Network.webSocketClosed"`
	NetworkWebSocketCreated                  *network.EventWebSocketCreated                  `ws:"Network.webSocketCreated"`
	NetworkWebSocketFrameError               *network.EventWebSocketFrameError               `ws:"Network.webSocketFrameError"`
	NetworkWebSocketWillSendHandshakeRequest *network.EventWebSocketWillSendHandshakeRequest `ws:"Network.webSocketWillSendHandshakeRequest"`
	PageDomContentEventFired                 *page.EventDomContentEventFired                 `ws:"Page.domContentEventFired"`
	PageFrameAttached                        *page.EventFrameAttached                        `ws:"Page.frameAttached"`
	PageFrameNavigated                       *page.EventFrameNavigated                       `ws:"Page.frameNavigated"`
	PageFrameRequestedNavigation             *page.EventFrameRequestedNavigation             `ws:"Page.frameRequestedNavigation"`
	PageFrameResized                         *page.EventFrameResized                         `ws:"Page.frameResized"`
	PageFrameStartedLoading                  *page.EventFrameStartedLoading                  `ws:"Page.frameStartedLoading"`
	PageFrameStartedNavigating               *page.EventFrameStartedNavigating               `ws:"Page.frameStartedNavigating"`
	PageFrameStoppedLoading                  *page.EventFrameStoppedLoading                  `ws:"Page.frameStoppedLoading"`
	PageJavascriptDialogClosed               *page.EventJavascriptDialogClosed               `ws:"Page.javascriptDialogClosed"`
	PageJavascriptDialogOpening              *page.EventJavascriptDialogOpening              `ws:"Page.javascriptDialogOpening"`
	PageLifecycleEvent                       *page.EventLifecycleEvent                       `ws:"Page.lifecycleEvent"`
	PageLoadEventFired                       *page.EventLoadEventFired                       `ws:"Page.loadEventFired"`
	PageNavigatedWithinDocument              *page.EventNavigatedWithinDocument              `ws:"Page.navigatedWithinDocument"`
	PageScreencastFrame                      *page.EventScreencastFrame                      `ws:"Page.screencastFrame"`
	PageScreencastVisibilityChanged          *page.EventScreencastVisibilityChanged          `ws:"Page.screencastVisibilityChanged"`
	PageWindowOpen                           *page.EventWindowOpen                           `ws:"Page.windowOpen"`
	RuntimeConsoleAPICalled                  *runtime.EventConsoleAPICalled                  `ws:"Runtime.consoleAPICalled"`
	RuntimeExceptionThrown                   *runtime.EventExceptionThrown                   `ws:"Runtime.exceptionThrown"`
	RuntimeExecutionContextCreated           *runtime.EventExecutionContextCreated           `ws:"Runtime.executionContextCreated"`
	RuntimeExecutionContextsCleared          *runtime.EventExecutionContextsCleared          `ws:"Runtime.executionContextsCleared"`
	SecurityVisibleSecurityStateChanged      *security.EventVisibleSecurityStateChanged      `ws:"Security.visibleSecurityStateChanged"`
	ServiceWorkerWorkerRegistrationUpdated   *serviceworker.EventWorkerRegistrationUpdated   `ws:"ServiceWorker.workerRegistrationUpdated"`
	ServiceWorkerWorkerVersionUpdated        *serviceworker.EventWorkerVersionUpdated        `ws:"ServiceWorker.workerVersionUpdated"`
	TargetAttachedToTarget                   *target.EventAttachedToTarget                   `ws:"Target.attachedToTarget"`
	TargetDetachedFromTarget                 *target.EventDetachedFromTarget                 `ws:"Target.detachedFromTarget"`
	TargetTargetCreated                      *target.EventTargetCreated                      `ws:"Target.targetCreated"`
	TargetTargetDestroyed                    *target.EventTargetDestroyed                    `ws:"Target.targetDestroyed"`
	TargetTargetInfoChanged                  *target.EventTargetInfoChanged                  `ws:"Target.targetInfoChanged"`
}
