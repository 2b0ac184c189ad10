<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="ko_KR">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About Formula Scanner</source>
   <translation>Formula Scanner 정보</translation>
  </message>
  <message>
   <source>Scans thousands of symbols with a formula. MIT licence.</source>
   <translation>수식 하나로 수천 종목을 검색합니다. MIT 라이선스.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>닫기</translation>
  </message>
 </context>
 <context>
  <name>AlertPanel</name>
  <message>
   <source>Notice</source>
   <translation>알림</translation>
  </message>
  <message>
   <source>A notice in the window</source>
   <translation>창 안의 알림</translation>
  </message>
  <message>
   <source>Sound</source>
   <translation>소리</translation>
  </message>
  <message>
   <source>A short chime</source>
   <translation>짧은 알림음</translation>
  </message>
  <message>
   <source>Desktop</source>
   <translation>바탕 화면</translation>
  </message>
  <message>
   <source>A notification of the desktop</source>
   <translation>바탕 화면 알림</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>로그</translation>
  </message>
  <message>
   <source>A line in the program's log</source>
   <translation>프로그램 로그에 한 줄</translation>
  </message>
  <message>
   <source>Run for each hit; {symbol}, {formula}, {price} and {time} are filled in, and the hit comes as JSON on its standard input</source>
   <translation>포착마다 실행합니다. {symbol}, {formula}, {price}, {time}이 채워지고 포착 내용이 표준 입력에 JSON으로 전달됩니다</translation>
  </message>
  <message>
   <source>Each hit is posted there as JSON</source>
   <translation>포착마다 JSON으로 전송합니다</translation>
  </message>
  <message>
   <source>Command</source>
   <translation>명령</translation>
  </message>
  <message>
   <source>Webhook</source>
   <translation>웹훅</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>알림</translation>
  </message>
  <message>
   <source>This desktop has no tray; use the notice instead</source>
   <translation>이 바탕 화면에는 트레이가 없습니다. 창 안의 알림을 쓰세요</translation>
  </message>
 </context>
 <context>
  <name>Application</name>
  <message>
   <source>The profile cannot be written ({reason}); nothing will be kept this time</source>
   <translation>프로필에 쓸 수 없습니다 ({reason}). 이번에는 아무것도 저장되지 않습니다</translation>
  </message>
 </context>
 <context>
  <name>ChartView</name>
  <message>
   <source>Chart</source>
   <translation>차트</translation>
  </message>
  <message>
   <source>Select a match to see its chart</source>
   <translation>검색 결과를 선택하면 차트가 나타납니다</translation>
  </message>
  <message>
   <source>Previous match (Left)</source>
   <translation>이전 결과 (←)</translation>
  </message>
  <message>
   <source>Next match (Right)</source>
   <translation>다음 결과 (→)</translation>
  </message>
  <message>
   <source>Logarithmic prices</source>
   <translation>로그 가격</translation>
  </message>
  <message>
   <source>Show all candles (A), back with 0</source>
   <translation>전체 봉 보기 (A), 0으로 돌아가기</translation>
  </message>
  <message>
   <source>Copy as image (Ctrl+Shift+C)</source>
   <translation>이미지로 복사 (Ctrl+Shift+C)</translation>
  </message>
 </context>
 <context>
  <name>Commands</name>
  <message>
   <source>&amp;File</source>
   <translation>파일(&amp;F)</translation>
  </message>
  <message>
   <source>New formula</source>
   <translation>새 수식</translation>
  </message>
  <message>
   <source>Save formula</source>
   <translation>수식 저장</translation>
  </message>
  <message>
   <source>Save formula as …</source>
   <translation>다른 이름으로 저장 …</translation>
  </message>
  <message>
   <source>Import candles …</source>
   <translation>시세 가져오기 …</translation>
  </message>
  <message>
   <source>Import a folder …</source>
   <translation>폴더 가져오기 …</translation>
  </message>
  <message>
   <source>Open library …</source>
   <translation>라이브러리 열기 …</translation>
  </message>
  <message>
   <source>Make a sample library</source>
   <translation>예제 라이브러리 만들기</translation>
  </message>
  <message>
   <source>Export matches …</source>
   <translation>결과 내보내기 …</translation>
  </message>
  <message>
   <source>Settings …</source>
   <translation>설정 …</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>끝내기</translation>
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation>편집(&amp;E)</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>실행 취소</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>다시 실행</translation>
  </message>
  <message>
   <source>Format the formula</source>
   <translation>수식 정리</translation>
  </message>
  <message>
   <source>Comment out or in</source>
   <translation>주석 처리/해제</translation>
  </message>
  <message>
   <source>Find and replace</source>
   <translation>찾기와 바꾸기</translation>
  </message>
  <message>
   <source>Complete the word</source>
   <translation>자동 완성</translation>
  </message>
  <message>
   <source>Paste from {language}</source>
   <translation>{language}에서 붙여넣기</translation>
  </message>
  <message>
   <source>&amp;Scan</source>
   <translation>검색(&amp;S)</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>실행</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>취소</translation>
  </message>
  <message>
   <source>Next match</source>
   <translation>다음 결과</translation>
  </message>
  <message>
   <source>Previous match</source>
   <translation>이전 결과</translation>
  </message>
  <message>
   <source>Filter the matches</source>
   <translation>결과 거르기</translation>
  </message>
  <message>
   <source>Why (not)?</source>
   <translation>왜 (안) 나왔나?</translation>
  </message>
  <message>
   <source>Send symbols to a watchlist …</source>
   <translation>관심 종목에 보내기 …</translation>
  </message>
  <message>
   <source>Past scans</source>
   <translation>지난 검색</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>도움말(&amp;H)</translation>
  </message>
  <message>
   <source>Formula language</source>
   <translation>수식 언어</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>로그</translation>
  </message>
  <message>
   <source>About Formula Scanner</source>
   <translation>Formula Scanner 정보</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>보기(&amp;V)</translation>
  </message>
  <message>
   <source>Theme of the system</source>
   <translation>시스템 테마</translation>
  </message>
  <message>
   <source>Light theme</source>
   <translation>밝은 테마</translation>
  </message>
  <message>
   <source>Dark theme</source>
   <translation>어두운 테마</translation>
  </message>
  <message>
   <source>Go to {tab}</source>
   <translation>{tab} 탭으로</translation>
  </message>
  <message>
   <source>Copy the chart as image</source>
   <translation>차트를 이미지로 복사</translation>
  </message>
  <message>
   <source>Logarithmic prices</source>
   <translation>로그 가격</translation>
  </message>
  <message>
   <source>Larger formula text</source>
   <translation>수식 글자 크게</translation>
  </message>
  <message>
   <source>Smaller formula text</source>
   <translation>수식 글자 작게</translation>
  </message>
  <message>
   <source>Usual formula text</source>
   <translation>수식 글자 보통 크기</translation>
  </message>
 </context>
 <context>
  <name>DataPresenter</name>
  <message>
   <source>Making the sample</source>
   <translation>예제 만드는 중</translation>
  </message>
  <message>
   <source>Open a candle library</source>
   <translation>시세 라이브러리 열기</translation>
  </message>
  <message>
   <source>Candle libraries (*.fslib)</source>
   <translation>시세 라이브러리 (*.fslib)</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>모든 파일 (*)</translation>
  </message>
  <message>
   <source>Export candles</source>
   <translation>시세 내보내기</translation>
  </message>
  <message>
   <source>Exporting candles</source>
   <translation>시세 내보내는 중</translation>
  </message>
  <message>
   <source>Checking the candles</source>
   <translation>시세 점검 중</translation>
  </message>
  <message>
   <source>Longer candles</source>
   <translation>긴 봉</translation>
  </message>
  <message>
   <source>Make of the {timeframe} candles those of</source>
   <translation>{timeframe} 봉으로 다음 봉을 만듭니다</translation>
  </message>
  <message>
   <source>Making longer candles</source>
   <translation>긴 봉을 만드는 중</translation>
  </message>
  <message>
   <source>Stopped; nothing was changed</source>
   <translation>중단했습니다. 바뀐 것은 없습니다</translation>
  </message>
  <message>
   <source>{n} files written</source>
   <translation>파일 {n}개를 썼습니다</translation>
  </message>
 </context>
 <context>
  <name>DataTab</name>
  <message>
   <source>Symbols in the library</source>
   <translation>라이브러리의 종목</translation>
  </message>
  <message>
   <source>Timeframe</source>
   <translation>봉 주기</translation>
  </message>
  <message>
   <source>Find a symbol</source>
   <translation>종목 찾기</translation>
  </message>
  <message>
   <source>{symbols} symbols · {candles} candles · {size} on disk</source>
   <translation>종목 {symbols}개 · 봉 {candles}개 · 디스크 {size}</translation>
  </message>
  <message>
   <source>{n} of {all} symbols are doubtful, {missing} candles are missing</source>
   <translation>{all}종목 중 {n}종목이 의심스럽고 봉 {missing}개가 빠져 있습니다</translation>
  </message>
  <message>
   <source>Import files …</source>
   <translation>파일 가져오기 …</translation>
  </message>
  <message>
   <source>Import a folder …</source>
   <translation>폴더 가져오기 …</translation>
  </message>
  <message>
   <source>Export …</source>
   <translation>내보내기 …</translation>
  </message>
  <message>
   <source>Longer candles …</source>
   <translation>긴 봉 만들기 …</translation>
  </message>
  <message>
   <source>Check quality</source>
   <translation>품질 점검</translation>
  </message>
  <message>
   <source>Open library …</source>
   <translation>라이브러리 열기 …</translation>
  </message>
  <message>
   <source>Sample library</source>
   <translation>예제 라이브러리</translation>
  </message>
 </context>
 <context>
  <name>EdgePanel</name>
  <message>
   <source>When a match is a hit</source>
   <translation>언제 포착으로 볼지</translation>
  </message>
  <message>
   <source>when it begins to hold</source>
   <translation>조건이 성립하기 시작할 때</translation>
  </message>
  <message>
   <source>on every bar</source>
   <translation>봉마다</translation>
  </message>
  <message>
   <source>none</source>
   <translation>없음</translation>
  </message>
  <message>
   <source>1 minute</source>
   <translation>1분</translation>
  </message>
  <message>
   <source>5 minutes</source>
   <translation>5분</translation>
  </message>
  <message>
   <source>15 minutes</source>
   <translation>15분</translation>
  </message>
  <message>
   <source>1 hour</source>
   <translation>1시간</translation>
  </message>
  <message>
   <source>1 day</source>
   <translation>1일</translation>
  </message>
  <message>
   <source>5 days</source>
   <translation>5일</translation>
  </message>
  <message>
   <source>20 days</source>
   <translation>20일</translation>
  </message>
  <message>
   <source>Cool-down</source>
   <translation>재알림 간격</translation>
  </message>
  <message>
   <source>Least time of the bars between two hits of one symbol and formula</source>
   <translation>같은 종목과 수식의 두 포착 사이 최소 시간 (봉 시각 기준)</translation>
  </message>
  <message>
   <source>Also while the bar is forming</source>
   <translation>봉이 완성되기 전에도</translation>
  </message>
  <message>
   <source>Such a hit may be gone when the bar closes</source>
   <translation>봉이 마감되면 사라질 수 있습니다</translation>
  </message>
  <message>
   <source>A hit</source>
   <translation>포착 기준</translation>
  </message>
  <message>
   <source>Hits</source>
   <translation>포착</translation>
  </message>
 </context>
 <context>
  <name>ErrorDialog</name>
  <message>
   <source>Something went wrong</source>
   <translation>문제가 생겼습니다</translation>
  </message>
  <message>
   <source>The program goes on. If it happens again, please report what stands here.</source>
   <translation>프로그램은 계속됩니다. 다시 일어나면 아래 내용을 알려 주세요.</translation>
  </message>
  <message>
   <source>Copy report</source>
   <translation>보고서 복사</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>닫기</translation>
  </message>
 </context>
 <context>
  <name>FeedPanel</name>
  <message>
   <source>Feed</source>
   <translation>시세 원천</translation>
  </message>
  <message>
   <source>Replay of the library</source>
   <translation>라이브러리 재생</translation>
  </message>
  <message>
   <source>WebSocket (Binance)</source>
   <translation>웹소켓 (바이낸스)</translation>
  </message>
  <message>
   <source>JSON lines</source>
   <translation>JSON 줄</translation>
  </message>
  <message>
   <source>Choose a file of lines</source>
   <translation>줄 파일 고르기</translation>
  </message>
  <message>
   <source>Bars that the formulas see</source>
   <translation>수식이 보는 봉</translation>
  </message>
  <message>
   <source>Universe</source>
   <translation>대상</translation>
  </message>
  <message>
   <source>All symbols</source>
   <translation>모든 종목</translation>
  </message>
  <message>
   <source>These symbols</source>
   <translation>지정 종목</translation>
  </message>
  <message>
   <source>BTCUSDT, ETHUSDT</source>
   <translation>BTCUSDT, ETHUSDT</translation>
  </message>
  <message>
   <source>Symbols to watch</source>
   <translation>지켜볼 종목</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>시작</translation>
  </message>
  <message>
   <source>Watch the formulas (F9)</source>
   <translation>수식 감시 시작 (F9)</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>중지</translation>
  </message>
  <message>
   <source>Stop; the hits stay (Shift+F9)</source>
   <translation>중지. 포착은 남습니다 (Shift+F9)</translation>
  </message>
  <message>
   <source>All symbols ({n})</source>
   <translation>모든 종목 ({n})</translation>
  </message>
  <message>
   <source>Timeframe</source>
   <translation>봉 주기</translation>
  </message>
  <message>
   <source>file, named pipe or tcp://host:port</source>
   <translation>파일, 이름 있는 파이프 또는 tcp://host:port</translation>
  </message>
  <message>
   <source>Address of the WebSocket</source>
   <translation>웹소켓 주소</translation>
  </message>
  <message>
   <source>Where the lines come from</source>
   <translation>줄을 읽을 곳</translation>
  </message>
  <message>
   <source>A file of JSON lines</source>
   <translation>JSON 줄 파일</translation>
  </message>
 </context>
 <context>
  <name>FindBar</name>
  <message>
   <source>Find</source>
   <translation>찾기</translation>
  </message>
  <message>
   <source>Replace with</source>
   <translation>바꿀 내용</translation>
  </message>
  <message>
   <source>Previous (Shift+Enter)</source>
   <translation>이전 (Shift+Enter)</translation>
  </message>
  <message>
   <source>Next (Enter)</source>
   <translation>다음 (Enter)</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>바꾸기</translation>
  </message>
  <message>
   <source>Replace all</source>
   <translation>모두 바꾸기</translation>
  </message>
  <message>
   <source>Close (Esc)</source>
   <translation>닫기 (Esc)</translation>
  </message>
 </context>
 <context>
  <name>FormulaEditor</name>
  <message>
   <source>Formula</source>
   <translation>수식</translation>
  </message>
  <message>
   <source>Type a formula, e.g.  close &gt; sma(close, 20)</source>
   <translation>수식을 입력하세요. 예: close &gt; sma(close, 20)</translation>
  </message>
 </context>
 <context>
  <name>FormulaPanel</name>
  <message>
   <source>Untitled formula</source>
   <translation>제목 없는 수식</translation>
  </message>
  <message>
   <source>New formula (Ctrl+N)</source>
   <translation>새 수식 (Ctrl+N)</translation>
  </message>
  <message>
   <source>Save in the library (Ctrl+S)</source>
   <translation>수식 목록에 저장 (Ctrl+S)</translation>
  </message>
  <message>
   <source>Format (Ctrl+Shift+F)</source>
   <translation>정리 (Ctrl+Shift+F)</translation>
  </message>
  <message>
   <source>Comment out or in (Ctrl+/)</source>
   <translation>주석 처리/해제 (Ctrl+/)</translation>
  </message>
  <message>
   <source>Find (Ctrl+F)</source>
   <translation>찾기 (Ctrl+F)</translation>
  </message>
  <message>
   <source>looks at all candles there are</source>
   <translation>있는 봉을 모두 봅니다</translation>
  </message>
  <message>
   <source>needs {n} candles</source>
   <translation>봉 {n}개 필요</translation>
  </message>
  <message>
   <source>settled after {n}</source>
   <translation>{n}개 뒤 안정</translation>
  </message>
  <message>
   <source>{n} conditions</source>
   <translation>조건 {n}개</translation>
  </message>
  <message>
   <source>a number: compare it to scan for it</source>
   <translation>숫자입니다. 검색하려면 비교식으로 쓰세요</translation>
  </message>
 </context>
 <context>
  <name>FormulaPresenter</name>
  <message>
   <source>Untitled formula</source>
   <translation>제목 없는 수식</translation>
  </message>
 </context>
 <context>
  <name>FunctionHelp</name>
  <message>
   <source>Outputs</source>
   <translation>출력</translation>
  </message>
  <message>
   <source>Definition</source>
   <translation>정의</translation>
  </message>
  <message>
   <source>Lookback</source>
   <translation>과거 봉</translation>
  </message>
  <message>
   <source>Settles</source>
   <translation>안정</translation>
  </message>
  <message>
   <source>Also called</source>
   <translation>다른 이름</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>출처</translation>
  </message>
 </context>
 <context>
  <name>GroupPanel</name>
  <message>
   <source>By symbol</source>
   <translation>종목별</translation>
  </message>
  <message>
   <source>By day</source>
   <translation>날짜별</translation>
  </message>
  <message>
   <source>Group the matches</source>
   <translation>결과 묶기</translation>
  </message>
  <message>
   <source>Group</source>
   <translation>묶음</translation>
  </message>
  <message>
   <source>Matches</source>
   <translation>결과</translation>
  </message>
  <message>
   <source>Groups of matches</source>
   <translation>결과 묶음</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>모두 보기</translation>
  </message>
  <message>
   <source>{symbols} symbols, {days} days, {median} matches on a usual day</source>
   <translation>종목 {symbols}개, {days}일, 보통 하루 {median}건</translation>
  </message>
 </context>
 <context>
  <name>HealthStrip</name>
  <message>
   <source>Press Start; hits appear below as they happen.</source>
   <translation>시작을 누르면 포착이 생기는 대로 아래에 나타납니다.</translation>
  </message>
  <message>
   <source>{d} came twice, {r} were fetched after {n} reconnects</source>
   <translation>중복 {d}건, 재연결 {n}회 뒤 {r}건 다시 받음</translation>
  </message>
  <message>
   <source>{n} candles so far, {s} saved</source>
   <translation>지금까지 봉 {n}개, 저장 {s}개</translation>
  </message>
  <message>
   <source>Symbols</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Candles</source>
   <translation>봉</translation>
  </message>
  <message>
   <source>Latency p50 / p99</source>
   <translation>지연 p50 / p99</translation>
  </message>
  <message>
   <source>Stale</source>
   <translation>멈춤</translation>
  </message>
  <message>
   <source>Late</source>
   <translation>늦음</translation>
  </message>
  <message>
   <source>Dropped</source>
   <translation>버림</translation>
  </message>
  <message>
   <source>Hits</source>
   <translation>포착</translation>
  </message>
  <message>
   <source>Not running</source>
   <translation>멈춰 있음</translation>
  </message>
  <message>
   <source>Connecting</source>
   <translation>연결 중</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>실시간</translation>
  </message>
  <message>
   <source>Reconnecting</source>
   <translation>다시 연결 중</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>일시 정지</translation>
  </message>
  <message>
   <source>Ended</source>
   <translation>끝남</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>실패</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>중지됨</translation>
  </message>
 </context>
 <context>
  <name>HelpWindow</name>
  <message>
   <source>Formula language</source>
   <translation>수식 언어</translation>
  </message>
  <message>
   <source>Search functions</source>
   <translation>함수 찾기</translation>
  </message>
  <message>
   <source>Functions</source>
   <translation>함수</translation>
  </message>
  <message>
   <source>There is no function called {name}.</source>
   <translation>{name}이라는 함수는 없습니다.</translation>
  </message>
  <message>
   <source>Series: open, high, low, close, volume; close[1] is one candle ago.</source>
   <translation>계열: open, high, low, close, volume. close[1]은 한 봉 전입니다.</translation>
  </message>
  <message>
   <source>Join conditions with and, or, not; compare with &lt; &lt;= &gt; &gt;= == !=.</source>
   <translation>조건은 and, or, not으로 잇고 &lt; &lt;= &gt; &gt;= == != 로 비교합니다.</translation>
  </message>
  <message>
   <source>fast = ema(close, 12) keeps a value under a name; the last line is the result.</source>
   <translation>fast = ema(close, 12)처럼 값에 이름을 붙입니다. 마지막 줄이 결과입니다.</translation>
  </message>
  <message>
   <source>param n = 20 makes a number that can be changed beside the editor.</source>
   <translation>param n = 20은 편집기 옆에서 바꿀 수 있는 숫자를 만듭니다.</translation>
  </message>
  <message>
   <source>a crosses above b, a crosses below b: was on the other side, is not now.</source>
   <translation>a crosses above b, a crosses below b: 직전에는 반대편이었고 지금은 아닙니다.</translation>
  </message>
  <message>
   <source>weekly(...) and monthly(...) look at the last completed week or month.</source>
   <translation>weekly(...)와 monthly(...)는 마지막으로 끝난 주나 달을 봅니다.</translation>
  </message>
  <message>
   <source>A condition that cannot be known yet, for want of history, is no match.</source>
   <translation>과거 봉이 모자라 알 수 없는 조건은 결과가 아닙니다.</translation>
  </message>
 </context>
 <context>
  <name>HistoryPresenter</name>
  <message>
   <source>entered</source>
   <translation>진입</translation>
  </message>
  <message>
   <source>left</source>
   <translation>이탈</translation>
  </message>
  <message>
   <source>Changes since the last scan</source>
   <translation>지난 검색 뒤의 변화</translation>
  </message>
  <message>
   <source>Since {time}</source>
   <translation>{time} 이후</translation>
  </message>
  <message>
   <source>Symbol</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>이름</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>변화</translation>
  </message>
  <message>
   <source>Past scans</source>
   <translation>지난 검색</translation>
  </message>
  <message>
   <source>{n} scans; a double click puts the formula into the editor</source>
   <translation>검색 {n}회. 두 번 누르면 수식이 편집기에 들어갑니다</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>시각</translation>
  </message>
  <message>
   <source>Formula</source>
   <translation>수식</translation>
  </message>
  <message>
   <source>Timeframe</source>
   <translation>봉 주기</translation>
  </message>
  <message>
   <source>Symbols</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Hits</source>
   <translation>포착</translation>
  </message>
  <message>
   <source>Matches</source>
   <translation>결과</translation>
  </message>
  <message>
   <source>Took</source>
   <translation>걸린 시간</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>내용</translation>
  </message>
  <message>
   <source>Put into the editor</source>
   <translation>편집기에 넣기</translation>
  </message>
 </context>
 <context>
  <name>ImportDialog</name>
  <message>
   <source>Import candles</source>
   <translation>시세 가져오기</translation>
  </message>
  <message>
   <source>Looking at the file …</source>
   <translation>파일을 살펴보는 중 …</translation>
  </message>
  <message>
   <source>The file as it is</source>
   <translation>파일 그대로</translation>
  </message>
  <message>
   <source>Candles as they would be imported</source>
   <translation>가져올 봉</translation>
  </message>
  <message>
   <source>Import {n} files</source>
   <translation>파일 {n}개 가져오기</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>가져오기</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>취소</translation>
  </message>
  <message>
   <source>Find out</source>
   <translation>알아서</translation>
  </message>
  <message>
   <source>The file's name</source>
   <translation>파일 이름</translation>
  </message>
  <message>
   <source>Day first</source>
   <translation>일이 먼저</translation>
  </message>
  <message>
   <source>Month first</source>
   <translation>월이 먼저</translation>
  </message>
  <message>
   <source>Prefer adjusted prices</source>
   <translation>수정 주가 우선</translation>
  </message>
  <message>
   <source>Timeframe</source>
   <translation>봉 주기</translation>
  </message>
  <message>
   <source>Symbol</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>시간대</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>숫자</translation>
  </message>
  <message>
   <source>Dates</source>
   <translation>날짜</translation>
  </message>
  <message>
   <source>Columns</source>
   <translation>열</translation>
  </message>
  <message>
   <source>How to read</source>
   <translation>읽는 방법</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>시각</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>시가</translation>
  </message>
  <message>
   <source>High</source>
   <translation>고가</translation>
  </message>
  <message>
   <source>Low</source>
   <translation>저가</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>종가</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>거래량</translation>
  </message>
  <message>
   <source>Timeframe {timeframe}</source>
   <translation>봉 주기 {timeframe}</translation>
  </message>
  <message>
   <source>read as in an earlier import</source>
   <translation>지난번처럼 읽음</translation>
  </message>
  <message>
   <source>{n} doubtful rows</source>
   <translation>의심스러운 줄 {n}개</translation>
  </message>
 </context>
 <context>
  <name>ImportPresenter</name>
  <message>
   <source>Import candles</source>
   <translation>시세 가져오기</translation>
  </message>
  <message>
   <source>Candles ({patterns})</source>
   <translation>시세 ({patterns})</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>모든 파일 (*)</translation>
  </message>
  <message>
   <source>Import a folder of candles</source>
   <translation>시세 폴더 가져오기</translation>
  </message>
  <message>
   <source>Importing</source>
   <translation>가져오는 중</translation>
  </message>
 </context>
 <context>
  <name>ImportReportView</name>
  <message>
   <source>Report of the import, file by file</source>
   <translation>파일별 가져오기 보고</translation>
  </message>
  <message>
   <source>Close the report</source>
   <translation>보고 닫기</translation>
  </message>
  <message>
   <source>File</source>
   <translation>파일</translation>
  </message>
  <message>
   <source>Symbols</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>New</source>
   <translation>새 봉</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>바뀜</translation>
  </message>
  <message>
   <source>Rejected</source>
   <translation>거부</translation>
  </message>
  <message>
   <source>What happened</source>
   <translation>내용</translation>
  </message>
  <message>
   <source>Stopped: what was imported by then stays. </source>
   <translation>중단: 그때까지 가져온 것은 남습니다. </translation>
  </message>
  <message>
   <source>{files} files: {added} new candles, {changed} changed, {rejected} rows rejected</source>
   <translation>파일 {files}개: 새 봉 {added}개, 바뀐 봉 {changed}개, 거부한 줄 {rejected}개</translation>
  </message>
  <message>
   <source>, {n} files could not be read</source>
   <translation>, 읽지 못한 파일 {n}개</translation>
  </message>
  <message>
   <source>line {n}</source>
   <translation>{n}번째 줄</translation>
  </message>
 </context>
 <context>
  <name>JobBar</name>
  <message>
   <source>Progress</source>
   <translation>진행</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>중지</translation>
  </message>
 </context>
 <context>
  <name>LibraryPresenter</name>
  <message>
   <source>Import formulas</source>
   <translation>수식 가져오기</translation>
  </message>
  <message>
   <source>Formulas (*.formula *.toml *.txt)</source>
   <translation>수식 (*.formula *.toml *.txt)</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>모든 파일 (*)</translation>
  </message>
  <message>
   <source>Export my formulas</source>
   <translation>내 수식 내보내기</translation>
  </message>
  <message>
   <source>Formulas (*.formula *.toml)</source>
   <translation>수식 (*.formula *.toml)</translation>
  </message>
  <message>
   <source>{n} formulas written to {path}</source>
   <translation>수식 {n}개를 {path}에 썼습니다</translation>
  </message>
  <message>
   <source>There is no text on the clipboard</source>
   <translation>클립보드에 글이 없습니다</translation>
  </message>
  <message>
   <source>Not translated: {what}</source>
   <translation>옮기지 못한 것: {what}</translation>
  </message>
  <message>
   <source>Deleted</source>
   <translation>지웠습니다</translation>
  </message>
  <message>
   <source>Rename formula</source>
   <translation>수식 이름 바꾸기</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>이름</translation>
  </message>
  <message>
   <source>Earlier versions</source>
   <translation>이전 판</translation>
  </message>
  <message>
   <source>{n} versions</source>
   <translation>{n}개</translation>
  </message>
  <message>
   <source>Saved</source>
   <translation>저장한 때</translation>
  </message>
  <message>
   <source>Formula</source>
   <translation>수식</translation>
  </message>
  <message>
   <source>Put into the editor</source>
   <translation>편집기에 넣기</translation>
  </message>
  <message>
   <source>{n} formulas imported</source>
   <translation>수식 {n}개를 가져왔습니다</translation>
  </message>
 </context>
 <context>
  <name>LibraryView</name>
  <message>
   <source>Search formulas</source>
   <translation>수식 찾기</translation>
  </message>
  <message>
   <source>Search the formula library</source>
   <translation>수식 목록에서 찾기</translation>
  </message>
  <message>
   <source>Formula library</source>
   <translation>수식 목록</translation>
  </message>
  <message>
   <source>More</source>
   <translation>더 보기</translation>
  </message>
  <message>
   <source>Import formulas …</source>
   <translation>수식 가져오기 …</translation>
  </message>
  <message>
   <source>Export formulas …</source>
   <translation>수식 내보내기 …</translation>
  </message>
  <message>
   <source>Formulas</source>
   <translation>수식</translation>
  </message>
  <message>
   <source>My formulas</source>
   <translation>내 수식</translation>
  </message>
  <message>
   <source>Save a formula with Ctrl+S</source>
   <translation>Ctrl+S로 수식을 저장하세요</translation>
  </message>
  <message>
   <source>Scan for it</source>
   <translation>이 수식으로 검색</translation>
  </message>
  <message>
   <source>Duplicate</source>
   <translation>복제</translation>
  </message>
  <message>
   <source>Rename …</source>
   <translation>이름 바꾸기 …</translation>
  </message>
  <message>
   <source>Earlier versions …</source>
   <translation>이전 판 …</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>지우기</translation>
  </message>
 </context>
 <context>
  <name>ListDialog</name>
  <message>
   <source>Filter</source>
   <translation>거르기</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>복사</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>닫기</translation>
  </message>
 </context>
 <context>
  <name>LiveAlertsPresenter</name>
  <message>
   <source>{n} alerts of live feeds, the newest first</source>
   <translation>실시간 알림 {n}건, 최신순</translation>
  </message>
  <message>
   <source>Symbol</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Formula</source>
   <translation>수식</translation>
  </message>
  <message>
   <source>Bar</source>
   <translation>봉</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>종가</translation>
  </message>
  <message>
   <source>State</source>
   <translation>상태</translation>
  </message>
  <message>
   <source>Held until</source>
   <translation>유지된 때까지</translation>
  </message>
  <message>
   <source>Told</source>
   <translation>알린 때</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>알림</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>마감</translation>
  </message>
  <message>
   <source>forming</source>
   <translation>형성 중</translation>
  </message>
 </context>
 <context>
  <name>LiveChart</name>
  <message>
   <source>Live chart</source>
   <translation>실시간 차트</translation>
  </message>
  <message>
   <source>Select a hit to see its chart move</source>
   <translation>포착을 선택하면 움직이는 차트가 나타납니다</translation>
  </message>
  <message>
   <source>Hit above (Left)</source>
   <translation>위 포착 (←)</translation>
  </message>
  <message>
   <source>Hit below (Right)</source>
   <translation>아래 포착 (→)</translation>
  </message>
  <message>
   <source>Logarithmic prices</source>
   <translation>로그 가격</translation>
  </message>
  <message>
   <source>Go to the newest candle (End)</source>
   <translation>최신 봉으로 (End)</translation>
  </message>
 </context>
 <context>
  <name>LiveFeature</name>
  <message>
   <source>Live</source>
   <translation>실시간</translation>
  </message>
 </context>
 <context>
  <name>LiveFormulaDialog</name>
  <message>
   <source>Watched formula</source>
   <translation>감시 수식</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>이름</translation>
  </message>
  <message>
   <source>Apply</source>
   <translation>적용</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>닫기</translation>
  </message>
 </context>
 <context>
  <name>LiveHitsModel</name>
  <message>
   <source>closed</source>
   <translation>마감</translation>
  </message>
  <message>
   <source>forming</source>
   <translation>형성 중</translation>
  </message>
  <message>
   <source>in</source>
   <translation>성립 중</translation>
  </message>
  <message>
   <source>left</source>
   <translation>이탈</translation>
  </message>
  <message>
   <source>Symbol</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>이름</translation>
  </message>
  <message>
   <source>Formula</source>
   <translation>수식</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>시각</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>종가</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>현재</translation>
  </message>
  <message>
   <source>Bar</source>
   <translation>봉</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>값</translation>
  </message>
  <message>
   <source>Seen</source>
   <translation>본 시각</translation>
  </message>
 </context>
 <context>
  <name>LiveHitsView</name>
  <message>
   <source>Hits</source>
   <translation>포착</translation>
  </message>
  <message>
   <source>What holds now</source>
   <translation>지금 성립하는 것</translation>
  </message>
  <message>
   <source>In now</source>
   <translation>성립 중</translation>
  </message>
  <message>
   <source>Export the hits as CSV</source>
   <translation>포착을 CSV로 내보내기</translation>
  </message>
  <message>
   <source>Alerts of earlier sessions</source>
   <translation>이전 알림</translation>
  </message>
  <message>
   <source>Clear the hits</source>
   <translation>포착 지우기</translation>
  </message>
  <message>
   <source>In now {n}</source>
   <translation>성립 중 {n}</translation>
  </message>
  <message>
   <source>Hits {n}</source>
   <translation>포착 {n}</translation>
  </message>
  <message>
   <source>the newest {n} are kept</source>
   <translation>최신 {n}건만 남깁니다</translation>
  </message>
 </context>
 <context>
  <name>LiveHoldingModel</name>
  <message>
   <source>Symbol</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>이름</translation>
  </message>
  <message>
   <source>Formula</source>
   <translation>수식</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>시작</translation>
  </message>
  <message>
   <source>Close then</source>
   <translation>당시 종가</translation>
  </message>
  <message>
   <source>before the start</source>
   <translation>시작 전</translation>
  </message>
 </context>
 <context>
  <name>LiveNotice</name>
  <message>
   <source>Show</source>
   <translation>보기</translation>
  </message>
  <message>
   <source>Close the notice</source>
   <translation>알림 닫기</translation>
  </message>
 </context>
 <context>
  <name>LiveNotifier</name>
  <message>
   <source>One hit</source>
   <translation>포착 1건</translation>
  </message>
  <message>
   <source>{n} hits</source>
   <translation>포착 {n}건</translation>
  </message>
 </context>
 <context>
  <name>LivePresenter</name>
  <message>
   <source>Hits appear here, the newest first.</source>
   <translation>포착이 최신순으로 여기에 나타납니다.</translation>
  </message>
  <message>
   <source>No formula is watched. Tick one at the left, or add one with +.</source>
   <translation>감시하는 수식이 없습니다. 왼쪽에서 고르거나 +로 더하세요.</translation>
  </message>
  <message>
   <source>Watching … hits appear here, the newest first.</source>
   <translation>감시 중 … 포착이 최신순으로 나타납니다.</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>시작하는 중</translation>
  </message>
  <message>
   <source>reading history …</source>
   <translation>과거 봉을 읽는 중 …</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>실패</translation>
  </message>
  <message>
   <source>No hits.</source>
   <translation>포착이 없습니다.</translation>
  </message>
  <message>
   <source>Stopping</source>
   <translation>멈추는 중</translation>
  </message>
  <message>
   <source>Export the hits</source>
   <translation>포착 내보내기</translation>
  </message>
  <message>
   <source>Comma-separated values (*.csv)</source>
   <translation>쉼표로 나눈 값 (*.csv)</translation>
  </message>
  <message>
   <source>{n} hits exported</source>
   <translation>포착 {n}건을 내보냈습니다</translation>
  </message>
 </context>
 <context>
  <name>LiveWatchModel</name>
  <message>
   <source>Formula</source>
   <translation>수식</translation>
  </message>
  <message>
   <source>In</source>
   <translation>성립</translation>
  </message>
  <message>
   <source>Hits</source>
   <translation>포착</translation>
  </message>
  <message>
   <source>Untitled formula</source>
   <translation>제목 없는 수식</translation>
  </message>
 </context>
 <context>
  <name>LiveWatchPresenter</name>
  <message>
   <source>{name} (editor)</source>
   <translation>{name} (편집기)</translation>
  </message>
  <message>
   <source>In the editor</source>
   <translation>편집기의 수식</translation>
  </message>
 </context>
 <context>
  <name>LogWindow</name>
  <message>
   <source>Log</source>
   <translation>로그</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>닫기</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Scan</source>
   <translation>검색</translation>
  </message>
  <message>
   <source>Data</source>
   <translation>데이터</translation>
  </message>
  <message>
   <source>{n} workers ready</source>
   <translation>작업 프로세스 {n}개 준비됨</translation>
  </message>
 </context>
 <context>
  <name>Notice</name>
  <message>
   <source>Close</source>
   <translation>닫기</translation>
  </message>
 </context>
 <context>
  <name>ParametersPanel</name>
  <message>
   <source>Scan on change</source>
   <translation>바뀌면 검색</translation>
  </message>
  <message>
   <source>Parameters</source>
   <translation>매개변수</translation>
  </message>
 </context>
 <context>
  <name>ProblemsModel</name>
  <message>
   <source>Line {line}, column {column}</source>
   <translation>{line}행 {column}열</translation>
  </message>
 </context>
 <context>
  <name>ProblemsView</name>
  <message>
   <source>Problems of the formula</source>
   <translation>수식의 문제</translation>
  </message>
 </context>
 <context>
  <name>ProgressPanel</name>
  <message>
   <source>Progress of the scan</source>
   <translation>검색 진행</translation>
  </message>
  <message>
   <source>List what entered and what left</source>
   <translation>진입과 이탈 목록</translation>
  </message>
  <message>
   <source>starting …</source>
   <translation>시작 중 …</translation>
  </message>
  <message>
   <source>{done} / {total} symbols · {matches} matches</source>
   <translation>{done} / {total} 종목 · 결과 {matches}건</translation>
  </message>
  <message>
   <source>{rate} symbols/s · {eta} left</source>
   <translation>초당 {rate}종목 · {eta} 남음</translation>
  </message>
  <message>
   <source>To do</source>
   <translation>남음</translation>
  </message>
  <message>
   <source>Done in {time} · {rate} symbols/s</source>
   <translation>{time} 만에 완료 · 초당 {rate}종목</translation>
  </message>
  <message>
   <source>Cancelled after {time}; what was found is kept</source>
   <translation>{time} 뒤 취소. 찾은 것은 남습니다</translation>
  </message>
  <message>
   <source>Failed after {time}</source>
   <translation>{time} 뒤 실패</translation>
  </message>
  <message>
   <source>Not scanned</source>
   <translation>검색 안 함</translation>
  </message>
  <message>
   <source>{entered} entered, {left} left since the last scan</source>
   <translation>지난 검색 뒤 진입 {entered}, 이탈 {left}</translation>
  </message>
  <message>
   <source>Hit</source>
   <translation>포착</translation>
  </message>
  <message>
   <source>No hit</source>
   <translation>해당 없음</translation>
  </message>
  <message>
   <source>Short history</source>
   <translation>봉 부족</translation>
  </message>
  <message>
   <source>No data</source>
   <translation>데이터 없음</translation>
  </message>
  <message>
   <source>Error</source>
   <translation>오류</translation>
  </message>
  <message>
   <source>Timeout</source>
   <translation>시간 초과</translation>
  </message>
  <message>
   <source>Show the list of these symbols</source>
   <translation>이 종목들의 목록 보기</translation>
  </message>
 </context>
 <context>
  <name>RangeSelector</name>
  <message>
   <source>Range</source>
   <translation>구간</translation>
  </message>
  <message>
   <source>Latest candle</source>
   <translation>마지막 봉</translation>
  </message>
  <message>
   <source>Last candles</source>
   <translation>최근 봉</translation>
  </message>
  <message>
   <source>Dates</source>
   <translation>날짜</translation>
  </message>
  <message>
   <source>All candles</source>
   <translation>모든 봉</translation>
  </message>
  <message>
   <source>Number of candles</source>
   <translation>봉 개수</translation>
  </message>
  <message>
   <source>First day</source>
   <translation>첫날</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>마지막 날</translation>
  </message>
 </context>
 <context>
  <name>ReplayBar</name>
  <message>
   <source>Speed of the replay</source>
   <translation>재생 속도</translation>
  </message>
  <message>
   <source>Where the replay begins</source>
   <translation>재생 시작 위치</translation>
  </message>
  <message>
   <source>the last {n} bars</source>
   <translation>최근 봉 {n}개</translation>
  </message>
  <message>
   <source>all bars</source>
   <translation>모든 봉</translation>
  </message>
  <message>
   <source>Pause the replay</source>
   <translation>재생 일시 정지</translation>
  </message>
  <message>
   <source>Place of the replay</source>
   <translation>재생 위치</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>재생</translation>
  </message>
  <message>
   <source>at</source>
   <translation>속도</translation>
  </message>
  <message>
   <source>{n} bars/s</source>
   <translation>초당 봉 {n}개</translation>
  </message>
  <message>
   <source>real time (1×)</source>
   <translation>실시간 (1×)</translation>
  </message>
  <message>
   <source>1 bar/s</source>
   <translation>초당 봉 1개</translation>
  </message>
  <message>
   <source>top speed</source>
   <translation>최고 속도</translation>
  </message>
 </context>
 <context>
  <name>ResultsModel</name>
  <message>
   <source>Symbol</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>이름</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>시각</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>시가</translation>
  </message>
  <message>
   <source>High</source>
   <translation>고가</translation>
  </message>
  <message>
   <source>Low</source>
   <translation>저가</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>종가</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>거래량</translation>
  </message>
 </context>
 <context>
  <name>ResultsPresenter</name>
  <message>
   <source>There are no matches to export</source>
   <translation>내보낼 결과가 없습니다</translation>
  </message>
  <message>
   <source>Export the matches on show</source>
   <translation>보이는 결과 내보내기</translation>
  </message>
  <message>
   <source>Exporting</source>
   <translation>내보내는 중</translation>
  </message>
  <message>
   <source>Send to a watchlist</source>
   <translation>관심 종목에 보내기</translation>
  </message>
  <message>
   <source>Add {n} symbols to the watchlist</source>
   <translation>관심 종목에 {n}종목 더하기</translation>
  </message>
  <message>
   <source>My list</source>
   <translation>내 목록</translation>
  </message>
  <message>
   <source>Symbol</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>이름</translation>
  </message>
  <message>
   <source>Matches</source>
   <translation>결과</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>까닭</translation>
  </message>
  <message>
   <source>{n} symbols</source>
   <translation>종목 {n}개</translation>
  </message>
  <message>
   <source>Why (not)?</source>
   <translation>왜 (안) 나왔나?</translation>
  </message>
  <message>
   <source>{n} symbols are new in the watchlist '{name}'</source>
   <translation>관심 종목 '{name}'에 {n}종목이 새로 들어갔습니다</translation>
  </message>
  <message>
   <source>{n} rows copied</source>
   <translation>{n}줄 복사함</translation>
  </message>
  <message>
   <source>Written: {path}</source>
   <translation>저장함: {path}</translation>
  </message>
 </context>
 <context>
  <name>ResultsTable</name>
  <message>
   <source>Matches</source>
   <translation>결과</translation>
  </message>
 </context>
 <context>
  <name>ResultsView</name>
  <message>
   <source>Filter: symbol or name, close&gt;100, volume&gt;=2m</source>
   <translation>거르기: 종목이나 이름, close&gt;100, volume&gt;=2m</translation>
  </message>
  <message>
   <source>Filter the matches</source>
   <translation>결과 거르기</translation>
  </message>
  <message>
   <source>{n} matches</source>
   <translation>결과 {n}건</translation>
  </message>
  <message>
   <source>{shown} of {n} matches</source>
   <translation>결과 {n}건 중 {shown}건</translation>
  </message>
  <message>
   <source>Sorting …</source>
   <translation>정렬 중 …</translation>
  </message>
  <message>
   <source>Group by symbol or day</source>
   <translation>종목이나 날짜로 묶기</translation>
  </message>
  <message>
   <source>Matches per day</source>
   <translation>날짜별 결과</translation>
  </message>
  <message>
   <source>Choose columns</source>
   <translation>열 고르기</translation>
  </message>
  <message>
   <source>Why (not)? Each condition for a symbol</source>
   <translation>왜 (안) 나왔나? 종목의 조건별 판정</translation>
  </message>
  <message>
   <source>Send symbols to a watchlist</source>
   <translation>관심 종목에 보내기</translation>
  </message>
  <message>
   <source>Copy rows (Ctrl+C)</source>
   <translation>줄 복사 (Ctrl+C)</translation>
  </message>
  <message>
   <source>Export (Ctrl+E)</source>
   <translation>내보내기 (Ctrl+E)</translation>
  </message>
 </context>
 <context>
  <name>SaveFormulaDialog</name>
  <message>
   <source>Save formula</source>
   <translation>수식 저장</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>이름</translation>
  </message>
  <message>
   <source>Scan</source>
   <translation>검색</translation>
  </message>
  <message>
   <source>Entry</source>
   <translation>진입</translation>
  </message>
  <message>
   <source>Exit</source>
   <translation>청산</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>거르기</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>분류</translation>
  </message>
  <message>
   <source>Description</source>
   <translation>설명</translation>
  </message>
 </context>
 <context>
  <name>ScanPanel</name>
  <message>
   <source>Universe</source>
   <translation>대상</translation>
  </message>
  <message>
   <source>Timeframe</source>
   <translation>봉 주기</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>실행</translation>
  </message>
  <message>
   <source>Scan (Ctrl+Enter)</source>
   <translation>검색 (Ctrl+Enter)</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>취소</translation>
  </message>
  <message>
   <source>Stop the scan and keep what was found (Esc)</source>
   <translation>검색을 멈추고 찾은 것은 남기기 (Esc)</translation>
  </message>
  <message>
   <source>Range</source>
   <translation>구간</translation>
  </message>
  <message>
   <source>Past scans (Ctrl+H)</source>
   <translation>지난 검색 (Ctrl+H)</translation>
  </message>
  <message>
   <source>Repeat the scan</source>
   <translation>반복 검색</translation>
  </message>
  <message>
   <source>every {n} min</source>
   <translation>{n}분마다</translation>
  </message>
  <message>
   <source>do not repeat</source>
   <translation>반복하지 않음</translation>
  </message>
 </context>
 <context>
  <name>ScanPresenter</name>
  <message>
   <source>Write a formula and press Run; its matches appear here.</source>
   <translation>수식을 쓰고 실행을 누르면 결과가 여기에 나타납니다.</translation>
  </message>
  <message>
   <source>There is nothing to scan in this universe</source>
   <translation>이 대상에는 검색할 종목이 없습니다</translation>
  </message>
  <message>
   <source>Scanning …</source>
   <translation>검색 중 …</translation>
  </message>
  <message>
   <source>Cancelled before anything was found.</source>
   <translation>찾기 전에 취소했습니다.</translation>
  </message>
  <message>
   <source>No candle matches. The counts above tell how every symbol ended; a wider range or other parameters may help, and Why (not)? shows each condition.</source>
   <translation>맞는 봉이 없습니다. 위의 집계가 종목마다의 결과를 알려 줍니다. 구간을 넓히거나 매개변수를 바꿔 보세요. ‘왜 (안) 나왔나?’는 조건별 판정을 보여 줍니다.</translation>
  </message>
  <message>
   <source>There is no column called {names}</source>
   <translation>{names}이라는 열은 없습니다</translation>
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message>
   <source>Settings</source>
   <translation>설정</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>시스템 따름</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>밝게</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>어둡게</translation>
  </message>
  <message>
   <source>Green up, red down</source>
   <translation>상승 초록, 하락 빨강</translation>
  </message>
  <message>
   <source>Red up, blue down (Korea)</source>
   <translation>상승 빨강, 하락 파랑 (한국)</translation>
  </message>
  <message>
   <source>Scan again when a parameter changes</source>
   <translation>매개변수가 바뀌면 다시 검색</translation>
  </message>
  <message>
   <source>One a processor ({n})</source>
   <translation>프로세서마다 하나 ({n})</translation>
  </message>
  <message>
   <source> s</source>
   <translation>초</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>테마</translation>
  </message>
  <message>
   <source>Candles</source>
   <translation>봉 색</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>언어</translation>
  </message>
  <message>
   <source>Another language is used from the next start on.</source>
   <translation>언어는 다음 시작부터 바뀝니다.</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>창</translation>
  </message>
  <message>
   <source>Worker processes</source>
   <translation>작업 프로세스</translation>
  </message>
  <message>
   <source>Give a symbol up after</source>
   <translation>종목 포기 시간</translation>
  </message>
  <message>
   <source>Memory of all processes</source>
   <translation>전체 프로세스 메모리</translation>
  </message>
  <message>
   <source>Memory for indicators</source>
   <translation>지표 메모리</translation>
  </message>
  <message>
   <source>Scans</source>
   <translation>검색</translation>
  </message>
 </context>
 <context>
  <name>SourceBar</name>
  <message>
   <source>Candles that the feed delivers</source>
   <translation>원천이 주는 봉</translation>
  </message>
  <message>
   <source>Shorter candles are built up into the bars' timeframe</source>
   <translation>짧은 봉을 모아 봉 주기를 만듭니다</translation>
  </message>
  <message>
   <source>the same</source>
   <translation>같음</translation>
  </message>
  <message>
   <source>Wait for more at the end of the file</source>
   <translation>파일 끝에서 더 기다리기</translation>
  </message>
  <message>
   <source>Save closed candles in the library</source>
   <translation>마감된 봉을 라이브러리에 저장</translation>
  </message>
  <message>
   <source>Candles that come</source>
   <translation>들어오는 봉</translation>
  </message>
 </context>
 <context>
  <name>SymbolsModel</name>
  <message>
   <source>Symbol</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>이름</translation>
  </message>
  <message>
   <source>Exchange</source>
   <translation>거래소</translation>
  </message>
  <message>
   <source>Currency</source>
   <translation>통화</translation>
  </message>
  <message>
   <source>Candles</source>
   <translation>봉</translation>
  </message>
  <message>
   <source>First</source>
   <translation>처음</translation>
  </message>
  <message>
   <source>Last</source>
   <translation>마지막</translation>
  </message>
  <message>
   <source>Quality</source>
   <translation>품질</translation>
  </message>
 </context>
 <context>
  <name>Timeline</name>
  <message>
   <source>Matches per day</source>
   <translation>날짜별 결과</translation>
  </message>
  <message>
   <source>Click a day or drag over some; Esc shows all</source>
   <translation>날짜를 누르거나 끌어서 고르세요. Esc는 모두 보기</translation>
  </message>
  <message>
   <source>{day}: {n} matches</source>
   <translation>{day}: 결과 {n}건</translation>
  </message>
 </context>
 <context>
  <name>UniverseDialog</name>
  <message>
   <source>Choose symbols</source>
   <translation>종목 고르기</translation>
  </message>
  <message>
   <source>Only these watchlists</source>
   <translation>이 관심 종목만</translation>
  </message>
  <message>
   <source>Without these watchlists</source>
   <translation>이 관심 종목 빼고</translation>
  </message>
  <message>
   <source>Paste symbols, in any order: AAPL MSFT, 005930 …</source>
   <translation>종목을 붙여넣으세요: AAPL MSFT, 005930 …</translation>
  </message>
  <message>
   <source>These symbols</source>
   <translation>지정 종목</translation>
  </message>
  <message>
   <source>Last close at least</source>
   <translation>종가 최소</translation>
  </message>
  <message>
   <source>Last close at most</source>
   <translation>종가 최대</translation>
  </message>
  <message>
   <source>Mean volume of 20 candles at least</source>
   <translation>봉 20개 평균 거래량 최소</translation>
  </message>
  <message>
   <source>Price and volume</source>
   <translation>가격과 거래량</translation>
  </message>
  <message>
   <source>No watchlists yet</source>
   <translation>아직 관심 종목이 없습니다</translation>
  </message>
 </context>
 <context>
  <name>UniversePresenter</name>
  <message>
   <source>Not in the library: {symbols}</source>
   <translation>라이브러리에 없음: {symbols}</translation>
  </message>
  <message>
   <source>All symbols ({n})</source>
   <translation>모든 종목 ({n})</translation>
  </message>
  <message>
   <source>My choice</source>
   <translation>내 선택</translation>
  </message>
  <message>
   <source>Choose symbols …</source>
   <translation>종목 고르기 …</translation>
  </message>
 </context>
 <context>
  <name>WatchPanel</name>
  <message>
   <source>Formulas to watch</source>
   <translation>감시할 수식</translation>
  </message>
  <message>
   <source>Watch a formula of the library</source>
   <translation>목록의 수식 감시</translation>
  </message>
  <message>
   <source>Edit the formula; it applies at once</source>
   <translation>수식 고치기. 바로 적용됩니다</translation>
  </message>
  <message>
   <source>Watch it no more</source>
   <translation>감시 그만</translation>
  </message>
  <message>
   <source>Formulas</source>
   <translation>수식</translation>
  </message>
  <message>
   <source>Write a new one …</source>
   <translation>새로 쓰기 …</translation>
  </message>
 </context>
 <context>
  <name>WatchlistsPanel</name>
  <message>
   <source>Watchlist</source>
   <translation>관심 종목</translation>
  </message>
  <message>
   <source>Symbols of the watchlist</source>
   <translation>관심 종목의 종목</translation>
  </message>
  <message>
   <source>Symbols, one a line or with commas</source>
   <translation>종목을 한 줄에 하나씩 또는 쉼표로</translation>
  </message>
  <message>
   <source>New watchlist</source>
   <translation>새 관심 종목</translation>
  </message>
  <message>
   <source>Delete the watchlist</source>
   <translation>관심 종목 지우기</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>저장</translation>
  </message>
  <message>
   <source>Watchlists</source>
   <translation>관심 종목</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>이름</translation>
  </message>
 </context>
 <context>
  <name>Welcome</name>
  <message>
   <source>Scan thousands of symbols with one formula</source>
   <translation>수식 하나로 수천 종목을 검색하세요</translation>
  </message>
  <message>
   <source>There are no candles in this library yet. Start with one of these:</source>
   <translation>이 라이브러리에는 아직 봉이 없습니다. 다음 중 하나로 시작하세요:</translation>
  </message>
  <message>
   <source>Make a sample library</source>
   <translation>예제 라이브러리 만들기</translation>
  </message>
  <message>
   <source>Import files …</source>
   <translation>파일 가져오기 …</translation>
  </message>
  <message>
   <source>Import a folder …</source>
   <translation>폴더 가져오기 …</translation>
  </message>
  <message>
   <source>The sample: 2,500 made-up symbols with 2,500 daily candles each, in seconds.</source>
   <translation>예제: 일봉 2,500개씩 가상 종목 2,500개를 몇 초 만에 만듭니다.</translation>
  </message>
  <message>
   <source>a condition such as  close &gt; sma(close, 20)  or take one from the library.</source>
   <translation>close &gt; sma(close, 20) 같은 조건을 쓰거나 목록에서 고르세요.</translation>
  </message>
  <message>
   <source>with Ctrl+Enter. Every symbol gets an outcome, none is dropped silently.</source>
   <translation>Ctrl+Enter로 실행합니다. 모든 종목에 결과가 매겨지고 말없이 빠지는 종목은 없습니다.</translation>
  </message>
  <message>
   <source>at the matches: the arrow keys flip through their charts.</source>
   <translation>결과를 보세요. 화살표 키로 차트를 넘깁니다.</translation>
  </message>
  <message>
   <source>with parameters, filter and sort; save the formula with Ctrl+S.</source>
   <translation>매개변수, 거르기, 정렬로 다듬고 Ctrl+S로 저장하세요.</translation>
  </message>
  <message>
   <source>1  Write</source>
   <translation>1  쓰기</translation>
  </message>
  <message>
   <source>2  Run</source>
   <translation>2  실행</translation>
  </message>
  <message>
   <source>3  Look</source>
   <translation>3  보기</translation>
  </message>
  <message>
   <source>4  Refine</source>
   <translation>4  다듬기</translation>
  </message>
 </context>
 <context>
  <name>WhyDialog</name>
  <message>
   <source>Why (not)?</source>
   <translation>왜 (안) 나왔나?</translation>
  </message>
  <message>
   <source>Symbol</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>날짜</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>닫기</translation>
  </message>
  <message>
   <source>There are no candles of this symbol up to that day.</source>
   <translation>그날까지 이 종목의 봉이 없습니다.</translation>
  </message>
  <message>
   <source>Condition</source>
   <translation>조건</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>값</translation>
  </message>
  <message>
   <source>True on</source>
   <translation>참인 봉</translation>
  </message>
  <message>
   <source>{n} of {all} candles</source>
   <translation>봉 {all}개 중 {n}개</translation>
  </message>
  <message>
   <source>{symbol} matches on {day}: every condition is true.</source>
   <translation>{symbol}은(는) {day}에 해당합니다. 모든 조건이 참입니다.</translation>
  </message>
  <message>
   <source>{symbol} does not match on {day}: {n} of {all} conditions are not met.</source>
   <translation>{symbol}은(는) {day}에 해당하지 않습니다. 조건 {all}개 중 {n}개가 맞지 않습니다.</translation>
  </message>
  <message>
   <source> {n} cannot be known from {bars} candles of history.</source>
   <translation> 봉 {bars}개로는 {n}개를 알 수 없습니다.</translation>
  </message>
 </context>
 <context>
  <name>_600.self</name>
  <message>
   <source>4 hours</source>
   <translation>4시간</translation>
  </message>
 </context>
 <context>
  <name>Presets</name>
  <message>
   <source>Golden cross</source>
   <translation>골든 크로스</translation>
  </message>
  <message>
   <source>Trend</source>
   <translation>추세</translation>
  </message>
  <message>
   <source>The 50-day average crosses above the 200-day average.</source>
   <translation>50일 평균이 200일 평균을 상향 돌파합니다.</translation>
  </message>
  <message>
   <source>Death cross</source>
   <translation>데드 크로스</translation>
  </message>
  <message>
   <source>The 50-day average crosses below the 200-day average.</source>
   <translation>50일 평균이 200일 평균을 하향 돌파합니다.</translation>
  </message>
  <message>
   <source>RSI leaves oversold</source>
   <translation>RSI 과매도 탈출</translation>
  </message>
  <message>
   <source>Reversal</source>
   <translation>반전</translation>
  </message>
  <message>
   <source>The 14-day RSI comes back above 30.</source>
   <translation>14일 RSI가 30 위로 돌아옵니다.</translation>
  </message>
  <message>
   <source>RSI-2 pullback</source>
   <translation>RSI-2 눌림목</translation>
  </message>
  <message>
   <source>Pullback</source>
   <translation>눌림목</translation>
  </message>
  <message>
   <source>A two-day RSI below 10 in a long-term uptrend.</source>
   <translation>장기 상승 추세에서 2일 RSI가 10 아래입니다.</translation>
  </message>
  <message>
   <source>52-week high on volume</source>
   <translation>거래량 실린 52주 신고가</translation>
  </message>
  <message>
   <source>Breakout</source>
   <translation>돌파</translation>
  </message>
  <message>
   <source>The close exceeds the highest high of 252 days on half as much volume again as usual.</source>
   <translation>평소의 1.5배 거래량으로 종가가 252일 최고가를 넘습니다.</translation>
  </message>
  <message>
   <source>Near the high, and liquid</source>
   <translation>고점 근처, 유동성 충분</translation>
  </message>
  <message>
   <source>Screen</source>
   <translation>선별</translation>
  </message>
  <message>
   <source>Within five percent of the 52-week high, with five million traded a day.</source>
   <translation>52주 고점에서 5% 안쪽이고 하루 500만이 거래됩니다.</translation>
  </message>
  <message>
   <source>Bollinger squeeze</source>
   <translation>볼린저 스퀴즈</translation>
  </message>
  <message>
   <source>Volatility</source>
   <translation>변동성</translation>
  </message>
  <message>
   <source>The Bollinger bands are as narrow as they have been in half a year.</source>
   <translation>볼린저 밴드가 반년 만에 가장 좁습니다.</translation>
  </message>
  <message>
   <source>Squeeze, then break</source>
   <translation>스퀴즈 뒤 돌파</translation>
  </message>
  <message>
   <source>A recent Bollinger squeeze, and now a close above the upper band.</source>
   <translation>최근 볼린저 스퀴즈 뒤 종가가 상단 밴드를 넘습니다.</translation>
  </message>
  <message>
   <source>TTM squeeze fires</source>
   <translation>TTM 스퀴즈 발사</translation>
  </message>
  <message>
   <source>The Bollinger bands leave the Keltner channel while momentum is positive.</source>
   <translation>모멘텀이 양수일 때 볼린저 밴드가 켈트너 채널을 벗어납니다.</translation>
  </message>
  <message>
   <source>NR7</source>
   <translation>NR7</translation>
  </message>
  <message>
   <source>The narrowest range of seven days.</source>
   <translation>7일 가운데 변동 폭이 가장 좁습니다.</translation>
  </message>
  <message>
   <source>Inside day</source>
   <translation>인사이드 데이</translation>
  </message>
  <message>
   <source>The whole bar lies within the range of the bar before.</source>
   <translation>봉 전체가 전날 변동 폭 안에 있습니다.</translation>
  </message>
  <message>
   <source>NR7 and inside day</source>
   <translation>NR7과 인사이드 데이</translation>
  </message>
  <message>
   <source>The narrowest range of seven days inside the range of the day before.</source>
   <translation>전날 폭 안에서 7일 가운데 가장 좁은 폭입니다.</translation>
  </message>
  <message>
   <source>MACD cross below zero</source>
   <translation>0 아래 MACD 교차</translation>
  </message>
  <message>
   <source>Momentum</source>
   <translation>모멘텀</translation>
  </message>
  <message>
   <source>The MACD line crosses above its signal while it is still negative.</source>
   <translation>MACD선이 아직 음수일 때 신호선을 상향 돌파합니다.</translation>
  </message>
  <message>
   <source>Minervini trend template</source>
   <translation>미너비니 추세 템플릿</translation>
  </message>
  <message>
   <source>Averages in order, well above the yearly low and close to the yearly high.</source>
   <translation>평균선 정배열, 연 저점보다 훨씬 위이고 연 고점에 가깝습니다.</translation>
  </message>
  <message>
   <source>Turtle entry</source>
   <translation>터틀 진입</translation>
  </message>
  <message>
   <source>The close exceeds the highest high of the last 20 days.</source>
   <translation>종가가 최근 20일 최고가를 넘습니다.</translation>
  </message>
  <message>
   <source>Turtle exit</source>
   <translation>터틀 청산</translation>
  </message>
  <message>
   <source>The close falls below the lowest low of the last 10 days.</source>
   <translation>종가가 최근 10일 최저가 아래로 내려갑니다.</translation>
  </message>
  <message>
   <source>Gap up on volume</source>
   <translation>거래량 실린 갭 상승</translation>
  </message>
  <message>
   <source>Gaps</source>
   <translation>갭</translation>
  </message>
  <message>
   <source>Opens two percent above the previous high on twice the usual volume.</source>
   <translation>평소 두 배 거래량으로 전일 고가보다 2% 위에서 시작합니다.</translation>
  </message>
  <message>
   <source>Gap and hold</source>
   <translation>갭 유지</translation>
  </message>
  <message>
   <source>Opens four percent higher, never fills the gap and closes above its open.</source>
   <translation>4% 높게 시작해 갭을 메우지 않고 시가 위에서 마칩니다.</translation>
  </message>
  <message>
   <source>Pocket pivot</source>
   <translation>포켓 피벗</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>거래량</translation>
  </message>
  <message>
   <source>A rise on more volume than any falling day of the last ten had.</source>
   <translation>최근 10일의 어느 하락일보다 많은 거래량으로 오릅니다.</translation>
  </message>
  <message>
   <source>Rising ADX trend</source>
   <translation>강해지는 ADX 추세</translation>
  </message>
  <message>
   <source>A strong uptrend that is getting stronger.</source>
   <translation>강한 상승 추세가 더 강해집니다.</translation>
  </message>
  <message>
   <source>Bullish engulfing</source>
   <translation>상승 장악형</translation>
  </message>
  <message>
   <source>Candles</source>
   <translation>캔들</translation>
  </message>
  <message>
   <source>A white body covers the black body of the day before.</source>
   <translation>양봉 몸통이 전날 음봉 몸통을 감쌉니다.</translation>
  </message>
  <message>
   <source>Engulfing after a fall</source>
   <translation>하락 뒤 장악형</translation>
  </message>
  <message>
   <source>A bullish engulfing pattern after three falling closes.</source>
   <translation>종가가 세 번 내린 뒤의 상승 장악형입니다.</translation>
  </message>
  <message>
   <source>Three white soldiers</source>
   <translation>적삼병</translation>
  </message>
  <message>
   <source>Three white candles in a row, each opening inside the last body and closing higher.</source>
   <translation>앞 몸통 안에서 시작해 더 높게 끝나는 양봉이 세 번 이어집니다.</translation>
  </message>
  <message>
   <source>Hammer at a low</source>
   <translation>저점 망치형</translation>
  </message>
  <message>
   <source>A small body above a long lower shadow at the lowest low of ten days.</source>
   <translation>10일 최저점에서 긴 아래꼬리 위의 작은 몸통입니다.</translation>
  </message>
  <message>
   <source>Ichimoku cross above the cloud</source>
   <translation>구름 위 일목 교차</translation>
  </message>
  <message>
   <source>Tenkan crosses above kijun while the close lies above the cloud.</source>
   <translation>종가가 구름 위일 때 전환선이 기준선을 상향 돌파합니다.</translation>
  </message>
  <message>
   <source>SuperTrend flip</source>
   <translation>슈퍼트렌드 전환</translation>
  </message>
  <message>
   <source>The SuperTrend turns from down to up.</source>
   <translation>슈퍼트렌드가 하락에서 상승으로 바뀝니다.</translation>
  </message>
  <message>
   <source>Keltner break</source>
   <translation>켈트너 돌파</translation>
  </message>
  <message>
   <source>The close crosses above the upper Keltner channel.</source>
   <translation>종가가 켈트너 채널 상단을 상향 돌파합니다.</translation>
  </message>
  <message>
   <source>Donchian middle</source>
   <translation>돈치안 중앙선</translation>
  </message>
  <message>
   <source>The close crosses above the middle of the Donchian channel.</source>
   <translation>종가가 돈치안 채널 중앙선을 상향 돌파합니다.</translation>
  </message>
  <message>
   <source>VWAP reclaim</source>
   <translation>VWAP 회복</translation>
  </message>
  <message>
   <source>The close crosses above the 20-day volume-weighted average on high volume.</source>
   <translation>많은 거래량으로 종가가 20일 거래량 가중 평균을 상향 돌파합니다.</translation>
  </message>
  <message>
   <source>OBV divergence</source>
   <translation>OBV 다이버전스</translation>
  </message>
  <message>
   <source>A new 20-day low of the close that on-balance volume does not confirm.</source>
   <translation>종가는 20일 신저가지만 OBV는 그렇지 않습니다.</translation>
  </message>
  <message>
   <source>RS line leads price</source>
   <translation>상대 강도선 선행</translation>
  </message>
  <message>
   <source>Relative strength</source>
   <translation>상대 강도</translation>
  </message>
  <message>
   <source>The line of relative strength against SPY makes a yearly high before the price does.</source>
   <translation>SPY 대비 상대 강도선이 가격보다 먼저 연중 최고를 냅니다.</translation>
  </message>
  <message>
   <source>RS rank</source>
   <translation>상대 강도 순위</translation>
  </message>
  <message>
   <source>Among the strongest fifth of all scanned symbols over the last year.</source>
   <translation>지난 1년 검색 종목 가운데 상위 20%입니다.</translation>
  </message>
  <message>
   <source>Weekly trend, daily dip</source>
   <translation>주봉 추세, 일봉 조정</translation>
  </message>
  <message>
   <source>Rising weekly average, and a daily RSI below 45.</source>
   <translation>주봉 평균은 오르고 일봉 RSI는 45 아래입니다.</translation>
  </message>
  <message>
   <source>Monthly MACD</source>
   <translation>월봉 MACD</translation>
  </message>
  <message>
   <source>The monthly MACD is positive and the close crosses above its 20-day average.</source>
   <translation>월봉 MACD가 양수이고 종가가 20일 평균을 상향 돌파합니다.</translation>
  </message>
  <message>
   <source>Five up days</source>
   <translation>5일 연속 상승</translation>
  </message>
  <message>
   <source>Five higher closes in a row.</source>
   <translation>종가가 다섯 번 이어서 올랐습니다.</translation>
  </message>
  <message>
   <source>Pullback to EMA 20</source>
   <translation>EMA 20 눌림목</translation>
  </message>
  <message>
   <source>In an uptrend the low touches the 20-day average and the close holds above it.</source>
   <translation>상승 추세에서 저가가 20일 평균에 닿고 종가는 그 위를 지킵니다.</translation>
  </message>
  <message>
   <source>Volume dry-up</source>
   <translation>거래량 고갈</translation>
  </message>
  <message>
   <source>The lowest volume of 50 days in a quiet uptrend.</source>
   <translation>조용한 상승 추세에서 50일 최소 거래량입니다.</translation>
  </message>
  <message>
   <source>Contracting ranges</source>
   <translation>줄어드는 변동 폭</translation>
  </message>
  <message>
   <source>Three ranges that shrink one after another on falling volume.</source>
   <translation>거래량이 줄면서 변동 폭이 세 번 이어 줄어듭니다.</translation>
  </message>
  <message>
   <source>Any four of six</source>
   <translation>여섯 중 넷</translation>
  </message>
  <message>
   <source>At least four of six signs of an uptrend.</source>
   <translation>상승 추세 신호 여섯 가운데 넷 이상입니다.</translation>
  </message>
  <message>
   <source>After an episodic gap</source>
   <translation>이벤트 갭 이후</translation>
  </message>
  <message>
   <source>Three to twenty days after a gap on huge volume, still above the low of that day.</source>
   <translation>대량 거래 갭 뒤 3~20일, 그날 저가 위를 지킵니다.</translation>
  </message>
  <message>
   <source>Kiwoom style</source>
   <translation>키움 방식</translation>
  </message>
  <message>
   <source>Five-day average crosses the 20-day average on twice the volume of the day before.</source>
   <translation>전일 두 배 거래량으로 5일 평균이 20일 평균을 돌파합니다.</translation>
  </message>
  <message>
   <source>Korean names</source>
   <translation>한글 이름</translation>
  </message>
  <message>
   <source>The same kind of cross with Korean variable names.</source>
   <translation>한글 변수 이름으로 쓴 같은 교차입니다.</translation>
  </message>
 </context>
</TS>