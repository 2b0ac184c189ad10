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
   <translation>창 알림</translation>
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
   <source>This desktop has no tray: hits are told in the window.</source>
   <translation>이 데스크톱에는 트레이가 없어 창 안에서 알립니다.</translation>
  </message>
  <message>
   <source>No program that plays sounds was found: the system beeps.</source>
   <translation>소리를 내는 프로그램이 없어 시스템 경고음을 냅니다.</translation>
  </message>
 </context>
 <context>
  <name>ChartLegend</name>
  <message>
   <source>O</source>
   <comment>open</comment>
   <translation>시</translation>
  </message>
  <message>
   <source>H</source>
   <comment>high</comment>
   <translation>고</translation>
  </message>
  <message>
   <source>L</source>
   <comment>low</comment>
   <translation>저</translation>
  </message>
  <message>
   <source>C</source>
   <comment>close</comment>
   <translation>종</translation>
  </message>
  <message>
   <source>V</source>
   <comment>volume</comment>
   <translation>거래량</translation>
  </message>
 </context>
 <context>
  <name>ChartPresenter</name>
  <message>
   <source>Select a match to see its chart</source>
   <translation>검색 결과를 선택하면 차트가 나타납니다</translation>
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
  <message>
   <source>The library has no candles of {symbol} any more</source>
   <translation>라이브러리에 {symbol}의 봉이 더 이상 없습니다</translation>
  </message>
 </context>
 <context>
  <name>Commands</name>
  <message>
   <source>&amp;File</source>
   <translation>파일(&amp;F)</translation>
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation>편집(&amp;E)</translation>
  </message>
  <message>
   <source>&amp;Scan</source>
   <translation>검색(&amp;S)</translation>
  </message>
  <message>
   <source>&amp;Live</source>
   <translation>실시간(&amp;L)</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>도움말(&amp;H)</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>보기(&amp;V)</translation>
  </message>
 </context>
 <context>
  <name>DataFeature</name>
  <message>
   <source>Data</source>
   <translation>데이터</translation>
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
   <source>Timeframe to build from the {timeframe} candles</source>
   <translation>{timeframe} 봉으로 만들 봉</translation>
  </message>
  <message>
   <source>Build weekly, monthly …</source>
   <translation>주봉·월봉 만들기 …</translation>
  </message>
  <message>
   <source>Building candles</source>
   <translation>캔들을 만드는 중</translation>
  </message>
  <message numerus="yes">
   <source>{n} files written</source>
   <translation>
    <numerusform>파일 {n}개를 썼습니다</numerusform>
   </translation>
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
   <source>Delete symbols …</source>
   <translation>종목 지우기 …</translation>
  </message>
  <message>
   <source>No candles yet. Import files or a folder, or drop them onto this window.</source>
   <translation>아직 봉이 없습니다. 파일이나 폴더를 가져오거나 이 창에 끌어 놓으세요.</translation>
  </message>
  <message numerus="yes">
   <source>{n} symbols</source>
   <translation>
    <numerusform>종목 {n}개</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} candles</source>
   <translation>
    <numerusform>봉 {n}개</numerusform>
   </translation>
  </message>
  <message>
   <source>{size} on disk</source>
   <translation>디스크 {size}</translation>
  </message>
  <message numerus="yes">
   <source>Doubtful: {n} of {all} symbols; missing candles: {missing}</source>
   <translation>
    <numerusform>{all}종목 중 {n}종목이 의심스럽고 봉 {missing}개가 빠져 있습니다</numerusform>
   </translation>
  </message>
  <message>
   <source>price missing</source>
   <translation>가격 없음</translation>
  </message>
  <message>
   <source>suspended</source>
   <translation>거래 정지</translation>
  </message>
  <message>
   <source>high below low</source>
   <translation>고가&lt;저가</translation>
  </message>
  <message>
   <source>outside range</source>
   <translation>범위 벗어남</translation>
  </message>
  <message>
   <source>not positive</source>
   <translation>0 이하 가격</translation>
  </message>
  <message>
   <source>no volume</source>
   <translation>거래량 없음</translation>
  </message>
  <message>
   <source>gap</source>
   <translation>빠진 봉</translation>
  </message>
  <message>
   <source>jump</source>
   <translation>급변</translation>
  </message>
  <message>
   <source>flat</source>
   <translation>변동 없음</translation>
  </message>
  <message>
   <source>stale</source>
   <translation>갱신 안 됨</translation>
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
   <source>Build weekly, monthly …</source>
   <translation>주봉·월봉 만들기 …</translation>
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
  <message>
   <source>Delete the selected symbols (Del)</source>
   <translation>고른 종목 지우기 (Del)</translation>
  </message>
 </context>
 <context>
  <name>DayField</name>
  <message>
   <source>Choose a day in a calendar (Alt+Down)</source>
   <translation>달력에서 날짜 선택 (Alt+Down)</translation>
  </message>
 </context>
 <context>
  <name>DeleteSymbolsDialog</name>
  <message>
   <source>Delete symbols</source>
   <translation>종목 지우기</translation>
  </message>
  <message numerus="yes">
   <source>Delete {n} symbols from the library?</source>
   <translation>
    <numerusform>종목 {n}개를 라이브러리에서 지울까요?</numerusform>
   </translation>
  </message>
  <message>
   <source>Only their {timeframe} candles</source>
   <translation>{timeframe}만 지우기</translation>
  </message>
  <message>
   <source>Take them off the watchlists too: {names}</source>
   <translation>관심 종목에서도 빼기: {names}</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>지우기</translation>
  </message>
  <message numerus="yes">
   <source>{n} candles will be gone; this cannot be undone.</source>
   <translation>
    <numerusform>봉 {n}개가 없어지며 되돌릴 수 없습니다.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DetectedBox</name>
  <message>
   <source>Detect automatically</source>
   <translation>자동 감지</translation>
  </message>
  <message>
   <source>Automatic: {value}</source>
   <translation>자동: {value}</translation>
  </message>
 </context>
 <context>
  <name>Duration</name>
  <message>
   <source>{s} s</source>
   <translation>{s}초</translation>
  </message>
  <message>
   <source>{m} min {s} s</source>
   <translation>{m}분 {s}초</translation>
  </message>
  <message>
   <source>{h} h {m} min</source>
   <translation>{h}시간 {m}분</translation>
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
   <source>Start watching (F9)</source>
   <translation>감시 시작 (F9)</translation>
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
   <source>text for the feed, may be empty</source>
   <translation>피드에 넘길 글. 비워도 됩니다</translation>
  </message>
  <message>
   <source>Text for the feed</source>
   <translation>피드에 넘길 글</translation>
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
   <source>needs one candle</source>
   <translation>봉 1개 필요</translation>
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
  <name>FormulasFeature</name>
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
   <source>Unsaved and deleted formulas …</source>
   <translation>저장 안 한 수식과 지운 수식 …</translation>
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
  <message>
   <source>Paste from {language}</source>
   <translation>{language}에서 붙여넣기</translation>
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
   <source>Note</source>
   <translation>참고</translation>
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
   <source>{symbols} on {days}; matches on a usual day: {median}, on the busiest: {busiest}</source>
   <translation>{symbols} · {days}. 하루 결과: 보통 {median}건, 가장 많은 날 {busiest}건</translation>
  </message>
  <message numerus="yes">
   <source>{n} symbols</source>
   <translation>
    <numerusform>{n}종목</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} days</source>
   <translation>
    <numerusform>{n}일</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>HealthStrip</name>
  <message>
   <source>From the arrival of a candle until its hits are told, and saved where candles are saved; in a replay from the turn of the candle</source>
   <translation>봉이 도착해서 포착을 알릴 때까지(봉을 저장하면 저장까지). 재생에서는 봉의 차례부터</translation>
  </message>
  <message>
   <source>Press Start; hits appear below as they happen.</source>
   <translation>시작을 누르면 포착이 생기는 대로 아래에 나타납니다.</translation>
  </message>
  <message>
   <source>too slow</source>
   <translation>너무 느림</translation>
  </message>
  <message>
   <source>{u} could not be read, {o} were older than what is kept</source>
   <translation>읽을 수 없음 {u}개, 보관 범위보다 오래됨 {o}개</translation>
  </message>
  <message numerus="yes">
   <source>{d} came twice, {r} fetched after {n} reconnects</source>
   <translation>
    <numerusform>중복 {d}건, 재연결 {n}회 뒤 {r}건 다시 받음</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} notified in an earlier session</source>
   <translation>{n}개는 이전 실행에서 알림</translation>
  </message>
  <message numerus="yes">
   <source>{n} candles so far, {s} saved</source>
   <translation>
    <numerusform>지금까지 봉 {n}개, 저장 {s}개</numerusform>
   </translation>
  </message>
  <message>
   <source>{names}: not settled, that takes more bars than are kept here</source>
   <translation>{names}: 아직 안정되지 않음. 여기 보관하는 것보다 많은 봉이 필요합니다</translation>
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
   <translation>갱신 안 됨</translation>
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
   <source>Alerts lost</source>
   <translation>놓친 알림</translation>
  </message>
  <message>
   <source>Sound</source>
   <translation>소리</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>로그</translation>
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
   <source>Not running</source>
   <translation>멈춰 있음</translation>
  </message>
  <message>
   <source>Connecting</source>
   <translation>연결 중</translation>
  </message>
  <message>
   <source>Loading candles</source>
   <translation>봉을 읽는 중</translation>
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
   <translation>{name}: 그런 함수는 없습니다.</translation>
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
  <message numerus="yes">
   <source>{n} scans; a double click puts the formula into the editor</source>
   <translation>
    <numerusform>검색 {n}회. 두 번 누르면 수식이 편집기에 들어갑니다</numerusform>
   </translation>
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
  <name>HitPolicyPanel</name>
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
   <source>4 hours</source>
   <translation>4시간</translation>
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
  <name>HitsPresenter</name>
  <message>
   <source>Hits appear here, the newest first.</source>
   <translation>포착이 최신순으로 여기에 나타납니다.</translation>
  </message>
  <message>
   <source>Comma-separated values (*.csv)</source>
   <translation>쉼표로 나눈 값 (*.csv)</translation>
  </message>
  <message>
   <source>Export the hits</source>
   <translation>포착 내보내기</translation>
  </message>
  <message numerus="yes">
   <source>{n} hits exported</source>
   <translation>
    <numerusform>포착 {n}건을 내보냈습니다</numerusform>
   </translation>
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
   <source>Reset</source>
   <translation>초기화</translation>
  </message>
  <message>
   <source>Detect everything automatically</source>
   <translation>모두 자동으로 감지</translation>
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
   <source>otherwise than in an earlier import</source>
   <translation>지난번과 다르게 읽음</translation>
  </message>
  <message numerus="yes">
   <source>{n} doubtful rows</source>
   <translation>
    <numerusform>의심스러운 줄 {n}개</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ImportFields</name>
  <message>
   <source>The file's name</source>
   <translation>파일 이름</translation>
  </message>
  <message>
   <source>Prefer adjusted prices</source>
   <translation>수정 주가 우선</translation>
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
   <source>s since 1970</source>
   <translation>1970년부터의 초</translation>
  </message>
  <message>
   <source>ms since 1970</source>
   <translation>1970년부터의 밀리초</translation>
  </message>
  <message>
   <source>Spreadsheet days</source>
   <translation>스프레드시트의 날짜 번호</translation>
  </message>
  <message>
   <source>%Y year, %m month, %d day, %H hour, %M minute, %S second, %p am or pm, %z zone</source>
   <translation>%Y 연, %m 월, %d 일, %H 시, %M 분, %S 초, %p 오전·오후, %z 시간대</translation>
  </message>
  <message>
   <source>Comma</source>
   <translation>쉼표</translation>
  </message>
  <message>
   <source>Semicolon</source>
   <translation>세미콜론</translation>
  </message>
  <message>
   <source>Tab</source>
   <translation>탭</translation>
  </message>
  <message>
   <source>Bar</source>
   <translation>세로줄</translation>
  </message>
  <message>
   <source>Blanks</source>
   <translation>공백</translation>
  </message>
  <message>
   <source>Columns</source>
   <translation>열</translation>
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
   <source>Times</source>
   <translation>시각</translation>
  </message>
  <message>
   <source>Dates</source>
   <translation>날짜</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>숫자</translation>
  </message>
  <message>
   <source>Encoding</source>
   <translation>인코딩</translation>
  </message>
  <message>
   <source>Separator</source>
   <translation>구분자</translation>
  </message>
  <message>
   <source>Lines above</source>
   <translation>앞의 줄</translation>
  </message>
  <message>
   <source>Header lines</source>
   <translation>머리글 줄</translation>
  </message>
  <message>
   <source>Candles</source>
   <translation>봉</translation>
  </message>
  <message>
   <source>Formats</source>
   <translation>형식</translation>
  </message>
  <message>
   <source>Text file</source>
   <translation>텍스트</translation>
  </message>
  <message>
   <source>Lines before the header</source>
   <translation>머리글 앞에 있는 줄의 수</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>시각</translation>
  </message>
  <message>
   <source>Time of day</source>
   <translation>하루 중 시각</translation>
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
   <source>Zone column</source>
   <translation>시간대 열</translation>
  </message>
  <message>
   <source>Part of symbol</source>
   <translation>종목의 일부</translation>
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
  <message numerus="yes">
   <source>{n} files</source>
   <translation>
    <numerusform>파일 {n}개</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} new candles</source>
   <translation>
    <numerusform>새 봉 {n}개</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} rows rejected</source>
   <translation>
    <numerusform>거부한 줄 {n}개</numerusform>
   </translation>
  </message>
  <message>
   <source>{files}: {added}, {changed} changed, {rejected}</source>
   <translation>{files}: {added}, 바뀐 봉 {changed}개, {rejected}</translation>
  </message>
  <message numerus="yes">
   <source>, {n} files could not be read</source>
   <translation>
    <numerusform>, 읽지 못한 파일 {n}개</numerusform>
   </translation>
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
  <name>JobPresenter</name>
  <message>
   <source>One thing at a time: '{title}' is still under way</source>
   <translation>한 번에 하나씩: ‘{title}’ 작업이 아직 진행 중입니다</translation>
  </message>
  <message>
   <source>Stopped; nothing was changed</source>
   <translation>중단했습니다. 바뀐 것은 없습니다</translation>
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
  <message numerus="yes">
   <source>{n} formulas written to {path}</source>
   <translation>
    <numerusform>수식 {n}개를 {path}에 썼습니다</numerusform>
   </translation>
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
   <source>Unsaved and deleted formulas</source>
   <translation>저장 안 한 수식과 지운 수식</translation>
  </message>
  <message>
   <source>Deleted; it is kept among the unsaved and deleted formulas</source>
   <translation>지웠습니다. ‘저장 안 한 수식과 지운 수식’에 남아 있습니다</translation>
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
  <message numerus="yes">
   <source>{n} versions</source>
   <translation>
    <numerusform>{n}개</numerusform>
   </translation>
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
  <message numerus="yes">
   <source>{n} formulas imported</source>
   <translation>
    <numerusform>수식 {n}개를 가져왔습니다</numerusform>
   </translation>
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
   <source>Unsaved and deleted formulas …</source>
   <translation>저장 안 한 수식과 지운 수식 …</translation>
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
   <source>Run this formula</source>
   <translation>이 수식 검색</translation>
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
  <message numerus="yes">
   <source>{n} alerts of live feeds, the newest first</source>
   <translation>
    <numerusform>실시간 알림 {n}건, 최신순</numerusform>
   </translation>
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
   <source>Sent</source>
   <translation>보냄</translation>
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
  <message>
   <source>Export the hits …</source>
   <translation>포착 내보내기 …</translation>
  </message>
  <message>
   <source>Start watching</source>
   <translation>감시 시작</translation>
  </message>
  <message>
   <source>Stop watching</source>
   <translation>감시 중지</translation>
  </message>
  <message>
   <source>Write a formula to watch …</source>
   <translation>감시할 수식 쓰기 …</translation>
  </message>
  <message>
   <source>Clear the hits</source>
   <translation>포착 지우기</translation>
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
  <message numerus="yes">
   <source>{n} hits</source>
   <translation>
    <numerusform>포착 {n}건</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>LivePresenter</name>
  <message>
   <source>“{name}” has an error: {problem}. Correct it, or untick it.</source>
   <translation>‘{name}’에 오류가 있습니다: {problem}. 고치거나 선택을 해제하세요.</translation>
  </message>
  <message>
   <source>Not started</source>
   <translation>시작하지 않음</translation>
  </message>
  <message>
   <source>Enter where the candles come from: an address or a file.</source>
   <translation>봉을 받을 주소나 파일을 입력하세요.</translation>
  </message>
  <message>
   <source>The address of a WebSocket starts with ws:// or wss://.</source>
   <translation>웹소켓 주소는 ws:// 또는 wss://로 시작합니다.</translation>
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
   <source>{problem}; the earlier text goes on</source>
   <translation>{problem}. 이전 수식으로 계속합니다</translation>
  </message>
  <message>
   <source>this is a number; compare it to something</source>
   <translation>숫자 값입니다. 다른 값과 비교하세요</translation>
  </message>
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
  <message numerus="yes">
   <source>{n} workers ready</source>
   <translation>
    <numerusform>작업 프로세스 {n}개 준비됨</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>MatchesPresenter</name>
  <message>
   <source>There are no matches to export</source>
   <translation>내보낼 결과가 없습니다</translation>
  </message>
  <message numerus="yes">
   <source>Export {n} selected matches</source>
   <translation>
    <numerusform>고른 결과 {n}개 내보내기</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Export all {n} matches on show</source>
   <translation>
    <numerusform>보이는 결과 {n}개 모두 내보내기</numerusform>
   </translation>
  </message>
  <message>
   <source>Exporting</source>
   <translation>내보내는 중</translation>
  </message>
  <message numerus="yes">
   <source>Add {n} symbols to the watchlist</source>
   <translation>
    <numerusform>관심 종목에 {n}종목 더하기</numerusform>
   </translation>
  </message>
  <message>
   <source>Send to a watchlist</source>
   <translation>관심 종목에 보내기</translation>
  </message>
  <message>
   <source>My list</source>
   <translation>내 목록</translation>
  </message>
  <message numerus="yes">
   <source>{n} symbols are new in the watchlist '{name}'</source>
   <translation>
    <numerusform>관심 종목 '{name}'에 {n}종목이 새로 들어갔습니다</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} rows copied</source>
   <translation>
    <numerusform>{n}줄 복사함</numerusform>
   </translation>
  </message>
  <message>
   <source>; an export takes all of them</source>
   <translation>. 모두는 내보내기로</translation>
  </message>
  <message>
   <source>Written: {path}</source>
   <translation>저장함: {path}</translation>
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
  <name>OutcomesPresenter</name>
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
   <translation>사유</translation>
  </message>
  <message numerus="yes">
   <source>{n} symbols</source>
   <translation>
    <numerusform>종목 {n}개</numerusform>
   </translation>
  </message>
  <message>
   <source>Why (not)?</source>
   <translation>왜 (안) 나왔나?</translation>
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
  <name>ProgramFeature</name>
  <message>
   <source>Settings …</source>
   <translation>설정 …</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>끝내기</translation>
  </message>
  <message>
   <source>Follow system</source>
   <translation>시스템 설정 따르기</translation>
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
   <source>Go to {tab}</source>
   <translation>{tab} 탭으로</translation>
  </message>
 </context>
 <context>
  <name>ProgramPresenter</name>
  <message>
   <source>The profile cannot be written ({reason}); nothing will be kept this time</source>
   <translation>프로필에 쓸 수 없습니다 ({reason}). 이번에는 아무것도 저장되지 않습니다</translation>
  </message>
  <message>
   <source>The library {path} is not there any more; this is your own one</source>
   <translation>라이브러리 {path}이(가) 없어져서 기본 라이브러리를 열었습니다</translation>
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
  <message numerus="yes">
   <source>{done} / {total} symbols</source>
   <translation>
    <numerusform>{done} / {total} 종목</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} matches</source>
   <translation>
    <numerusform>결과 {n}건</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{rate} symbols/s · {eta} left</source>
   <translation>
    <numerusform>초당 {rate}종목 · {eta} 남음</numerusform>
   </translation>
  </message>
  <message>
   <source>To do</source>
   <translation>남음</translation>
  </message>
  <message numerus="yes">
   <source>Done in {time} · {rate} symbols/s</source>
   <translation>
    <numerusform>{time} 만에 완료 · 초당 {rate}종목</numerusform>
   </translation>
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
   <source>Behind</source>
   <translation>뒤처짐</translation>
  </message>
  <message>
   <source>Not in the library</source>
   <translation>라이브러리에 없음</translation>
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
   <source>Last N candles</source>
   <translation>최근 N개 봉</translation>
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
   <source>and those behind</source>
   <translation>뒤처진 종목도</translation>
  </message>
  <message>
   <source>Take the last candle of symbols, too, whose last candle is older than that of the others</source>
   <translation>마지막 봉이 다른 종목보다 오래된 종목도 그 마지막 봉으로 검색합니다</translation>
  </message>
  <message>
   <source>First day</source>
   <translation>첫날</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>마지막 날</translation>
  </message>
  <message>
   <source>'{text}' is not a day; write it like 2024-12-31</source>
   <translation>'{text}'은(는) 날짜가 아닙니다. 2024-12-31처럼 쓰세요</translation>
  </message>
  <message>
   <source>The first day is after the last one</source>
   <translation>첫날이 마지막 날보다 뒤입니다</translation>
  </message>
 </context>
 <context>
  <name>RemovalPresenter</name>
  <message>
   <source>Live writes candles into this library; stop it before deleting symbols</source>
   <translation>실시간이 이 라이브러리에 봉을 저장하고 있습니다. 멈춘 뒤에 종목을 지우세요</translation>
  </message>
  <message>
   <source>Deleting symbols</source>
   <translation>종목 지우는 중</translation>
  </message>
  <message numerus="yes">
   <source>{n} symbols deleted, {candles} candles</source>
   <translation>
    <numerusform>종목 {n}개, 봉 {candles}개를 지웠습니다</numerusform>
   </translation>
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
  <name>ResultsTable</name>
  <message>
   <source>Matches</source>
   <translation>결과</translation>
  </message>
 </context>
 <context>
  <name>ResultsTools</name>
  <message>
   <source>Statistics: by symbol or day, and what followed</source>
   <translation>통계: 종목별, 날짜별 집계와 이후 수익률</translation>
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
   <source>Send the selected or all symbols to a watchlist (Ctrl+D)</source>
   <translation>고른 종목 또는 모든 종목을 관심 종목에 보내기 (Ctrl+D)</translation>
  </message>
  <message>
   <source>Copy the selected or all rows (Ctrl+C)</source>
   <translation>고른 줄 또는 모든 줄 복사 (Ctrl+C)</translation>
  </message>
  <message>
   <source>Export the selected or all rows (Ctrl+E)</source>
   <translation>고른 줄 또는 모든 줄 내보내기 (Ctrl+E)</translation>
  </message>
 </context>
 <context>
  <name>ResultsView</name>
  <message>
   <source>Filter: symbol or name, close&gt;100, volume&gt;=2m</source>
   <translation>거르기: 종목이나 이름, 종가&gt;100, 거래량&gt;=2m</translation>
  </message>
  <message>
   <source>Filter the matches</source>
   <translation>결과 거르기</translation>
  </message>
  <message numerus="yes">
   <source>{n} matches</source>
   <translation>
    <numerusform>결과 {n}건</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{shown} of {n} matches</source>
   <translation>
    <numerusform>결과 {n}건 중 {shown}건</numerusform>
   </translation>
  </message>
  <message>
   <source>No match passes the filter.</source>
   <translation>거르기를 통과한 결과가 없습니다.</translation>
  </message>
  <message>
   <source>Sorting …</source>
   <translation>정렬 중 …</translation>
  </message>
  <message>
   <source>Send symbols to a watchlist …</source>
   <translation>관심 종목에 보내기 …</translation>
  </message>
  <message numerus="yes">
   <source>Send {n} selected symbols to a watchlist …</source>
   <translation>
    <numerusform>고른 {n}종목을 관심 종목에 보내기 …</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Send all {n} symbols to a watchlist …</source>
   <translation>
    <numerusform>{n}종목 모두 관심 종목에 보내기 …</numerusform>
   </translation>
  </message>
  <message>
   <source>Why (not)?</source>
   <translation>왜 (안) 나왔나?</translation>
  </message>
  <message>
   <source>Send {symbol} to a watchlist …</source>
   <translation>{symbol}을(를) 관심 종목에 보내기 …</translation>
  </message>
  <message>
   <source>Copy rows</source>
   <translation>줄 복사</translation>
  </message>
 </context>
 <context>
  <name>ReturnsPanel</name>
  <message>
   <source>What followed the matches</source>
   <translation>결과 이후의 수익률</translation>
  </message>
  <message>
   <source>Matches of a symbol that are fewer bars apart share part of what followed. Non-overlapping: how many are left without those.</source>
   <translation>한 종목에서 그보다 적은 봉 간격으로 나온 결과들은 이후 구간 일부가 겹칩니다. 겹침 제외: 그런 결과를 빼고 남는 개수입니다.</translation>
  </message>
  <message>
   <source>What followed</source>
   <translation>이후 수익률</translation>
  </message>
  <message>
   <source>Measuring …</source>
   <translation>재는 중 …</translation>
  </message>
  <message>
   <source>What followed (filtered)</source>
   <translation>이후 수익률 (거른 결과)</translation>
  </message>
  <message>
   <source>No candle has followed yet: scan more than the latest one.</source>
   <translation>뒤따른 봉이 아직 없습니다. 최근 봉 하나보다 넓은 구간을 검색하세요.</translation>
  </message>
  <message>
   <source>From close to close, without costs.</source>
   <translation>종가 기준, 비용 미반영.</translation>
  </message>
  <message>
   <source>All bars: of these symbols in this time.</source>
   <translation>전체 봉은 같은 종목의 같은 기간입니다.</translation>
  </message>
  <message>
   <source>In this time these symbols have no bars but the matches.</source>
   <translation>이 기간에 이 종목들은 결과 말고 다른 봉이 없습니다.</translation>
  </message>
  <message>
   <source>all bars</source>
   <translation>전체 봉</translation>
  </message>
  <message>
   <source>Bars later</source>
   <translation>경과 봉</translation>
  </message>
  <message>
   <source>Median %</source>
   <translation>중앙값 %</translation>
  </message>
  <message>
   <source>Rising %</source>
   <translation>상승 비율 %</translation>
  </message>
  <message>
   <source>Measured</source>
   <translation>측정</translation>
  </message>
  <message>
   <source>Non-overlapping</source>
   <translation>겹침 제외</translation>
  </message>
  <message>
   <source>Too recent</source>
   <translation>너무 최근</translation>
  </message>
  <message>
   <source>Unknown</source>
   <translation>알 수 없음</translation>
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
  <name>ScanFeature</name>
  <message>
   <source>Export matches …</source>
   <translation>결과 내보내기 …</translation>
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
   <source>Copy the chart as image</source>
   <translation>차트를 이미지로 복사</translation>
  </message>
  <message>
   <source>Logarithmic prices</source>
   <translation>로그 가격</translation>
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
   <source>Choose symbols …</source>
   <translation>종목 고르기 …</translation>
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
  <message>
   <source>{n} min</source>
   <translation>{n}분</translation>
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
   <source>Nothing to scan: the library does not have {symbols}</source>
   <translation>검색할 것이 없습니다. 라이브러리에 없는 종목: {symbols}</translation>
  </message>
  <message>
   <source>of an earlier formula</source>
   <translation>이전 수식의 결과</translation>
  </message>
  <message>
   <source>of other parameters</source>
   <translation>다른 매개변수의 결과</translation>
  </message>
  <message>
   <source>of another timeframe</source>
   <translation>다른 봉 주기의 결과</translation>
  </message>
  <message>
   <source>of another universe</source>
   <translation>다른 대상의 결과</translation>
  </message>
  <message>
   <source>of another range</source>
   <translation>다른 구간의 결과</translation>
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
 </context>
 <context>
  <name>SessionPresenter</name>
  <message>
   <source>a pullback in an up trend</source>
   <translation>상승 추세의 눌림목</translation>
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message>
   <source>Settings</source>
   <translation>설정</translation>
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
   <source>Follow system</source>
   <translation>시스템 설정 따르기</translation>
  </message>
  <message>
   <source>One per CPU core ({n})</source>
   <translation>CPU 코어당 하나 ({n})</translation>
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
   <source>Time limit per symbol</source>
   <translation>종목당 제한 시간</translation>
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
  <name>SuspiciousBarsView</name>
  <message>
   <source>Symbol</source>
   <translation>종목</translation>
  </message>
  <message>
   <source>Bar</source>
   <translation>봉</translation>
  </message>
  <message>
   <source>Doubts</source>
   <translation>의심스러운 점</translation>
  </message>
  <message>
   <source>Doubtful candles</source>
   <translation>의심스러운 캔들</translation>
  </message>
  <message>
   <source>Double-click a row to see its candle</source>
   <translation>행을 두 번 클릭하면 그 캔들을 보여 줍니다</translation>
  </message>
  <message>
   <source>Close the list</source>
   <translation>목록 닫기</translation>
  </message>
  <message numerus="yes">
   <source>{n} doubtful candles</source>
   <translation>
    <numerusform>의심스러운 캔들 {n}개</numerusform>
   </translation>
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
  <name>TablePresenter</name>
  <message>
   <source>'{text}' is not understood; compare columns with numbers: close&gt;100</source>
   <translation>'{text}'을(를) 이해할 수 없습니다. 열을 숫자와 비교하세요: 종가&gt;100</translation>
  </message>
  <message>
   <source>There is no column called {names}</source>
   <translation>그런 열은 없습니다: {names}</translation>
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
  <message numerus="yes">
   <source>{day}: {n} matches</source>
   <translation>
    <numerusform>{day}: 결과 {n}건</numerusform>
   </translation>
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
   <source>{n} not in the library: {symbols}</source>
   <translation>라이브러리에 없는 종목 {n}개: {symbols}</translation>
  </message>
  <message>
   <source>No watchlists yet</source>
   <translation>아직 관심 종목이 없습니다</translation>
  </message>
 </context>
 <context>
  <name>UniversePresenter</name>
  <message>
   <source>All symbols ({n})</source>
   <translation>모든 종목 ({n})</translation>
  </message>
  <message>
   <source>My choice</source>
   <translation>내 선택</translation>
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
   <source>Stop watching it</source>
   <translation>감시 중단</translation>
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
   <source>Make a watchlist with + first</source>
   <translation>먼저 + 버튼으로 관심 종목을 만드세요</translation>
  </message>
  <message>
   <source>Not in the library: {symbols}</source>
   <translation>라이브러리에 없는 종목: {symbols}</translation>
  </message>
  <message numerus="yes">
   <source>Delete the watchlist '{name}' with its {n} symbols?</source>
   <translation>
    <numerusform>관심 종목 ‘{name}’({n}종목)을 지울까요?</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>WatchlistsPresenter</name>
  <message>
   <source>New watchlist</source>
   <translation>새 관심 종목</translation>
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
  <message numerus="yes">
   <source>{symbol} does not match on {day}: {n} of {all} conditions not met.</source>
   <translation>
    <numerusform>{symbol}은(는) {day}에 해당하지 않습니다. 조건 {all}개 중 {n}개가 맞지 않습니다.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} of {all} candles</source>
   <translation>
    <numerusform>봉 {all}개 중 {n}개</numerusform>
   </translation>
  </message>
  <message>
   <source>Write the day like 2024-12-31</source>
   <translation>날짜를 2024-12-31처럼 쓰세요</translation>
  </message>
  <message>
   <source>{symbol} matches on {day}: every condition is true.</source>
   <translation>{symbol}은(는) {day}에 해당합니다. 모든 조건이 참입니다.</translation>
  </message>
  <message numerus="yes">
   <source> {n} cannot be known from {bars} candles of history.</source>
   <translation>
    <numerusform> 봉 {bars}개로는 {n}개를 알 수 없습니다.</numerusform>
   </translation>
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
   <source>The close exceeds the highest high of 252 days on 1.5x usual volume.</source>
   <translation>종가가 252일 최고가를 평소의 1.5배 거래량으로 넘어섭니다.</translation>
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
   <translation>캔들 패턴</translation>
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
 <context>
  <name>LanguageHelp</name>
  <message>
   <source>First price of the bar</source>
   <translation>봉의 첫 가격</translation>
  </message>
  <message>
   <source>Highest price of the bar</source>
   <translation>봉의 가장 높은 가격</translation>
  </message>
  <message>
   <source>Lowest price of the bar</source>
   <translation>봉의 가장 낮은 가격</translation>
  </message>
  <message>
   <source>Last price of the bar</source>
   <translation>봉의 마지막 가격</translation>
  </message>
  <message>
   <source>What was traded during the bar</source>
   <translation>봉 동안 거래된 양</translation>
  </message>
  <message>
   <source>(high + low) / 2</source>
   <translation>(고가 + 저가) / 2</translation>
  </message>
  <message>
   <source>(high + low + close) / 3</source>
   <translation>(고가 + 저가 + 종가) / 3</translation>
  </message>
  <message>
   <source>(open + high + low + close) / 4</source>
   <translation>(시가 + 고가 + 저가 + 종가) / 4</translation>
  </message>
  <message>
   <source>True range of the bar</source>
   <translation>봉의 실제 범위</translation>
  </message>
  <message>
   <source>Both conditions</source>
   <translation>두 조건 모두</translation>
  </message>
  <message>
   <source>At least one of the conditions</source>
   <translation>조건 중 하나라도</translation>
  </message>
  <message>
   <source>The opposite</source>
   <translation>반대</translation>
  </message>
  <message>
   <source>A number that can be changed beside the editor: param n = 20</source>
   <translation>편집기 옆에서 바꿀 수 있는 숫자: param n = 20</translation>
  </message>
  <message>
   <source>Was below or equal, is above now</source>
   <translation>아래이거나 같았다가 지금은 위</translation>
  </message>
  <message>
   <source>The other way round</source>
   <translation>그 반대</translation>
  </message>
  <message>
   <source>A name of this formula</source>
   <translation>이 수식의 이름</translation>
  </message>
  <message>
   <source>Simple moving average: the mean of the last n values.</source>
   <translation>단순 이동평균: 최근 n개 값의 평균.</translation>
  </message>
  <message>
   <source>Exponential moving average, which weighs recent values more.</source>
   <translation>지수 이동평균: 최근 값의 비중이 더 큽니다.</translation>
  </message>
  <message>
   <source>Wilder's moving average, on which RSI, ATR and ADX are built.</source>
   <translation>와일더 이동평균: RSI, ATR, ADX의 바탕입니다.</translation>
  </message>
  <message>
   <source>Kaufman's adaptive average: quick in a trend, slow in a range.</source>
   <translation>카우프만 적응 이동평균: 추세에서는 빠르고 횡보에서는 느립니다.</translation>
  </message>
  <message>
   <source>Williams %R, -100 to 0: how far below the highest high.</source>
   <translation>윌리엄스 %R, -100~0: 최고가보다 얼마나 아래인지.</translation>
  </message>
  <message>
   <source>Difference from n values ago.</source>
   <translation>n개 전 값과의 차이.</translation>
  </message>
  <message>
   <source>Positive directional indicator, 0 to 100.</source>
   <translation>양의 방향 지표(+DI), 0~100.</translation>
  </message>
  <message>
   <source>Negative directional indicator, 0 to 100.</source>
   <translation>음의 방향 지표(-DI), 0~100.</translation>
  </message>
  <message>
   <source>Parabolic stop and reverse.</source>
   <translation>파라볼릭 SAR.</translation>
  </message>
  <message>
   <source>Standard deviation of the population.</source>
   <translation>모집단 표준편차.</translation>
  </message>
  <message>
   <source>Variance of the population.</source>
   <translation>모집단 분산.</translation>
  </message>
  <message>
   <source>Mean absolute deviation from the mean.</source>
   <translation>평균과의 절대 편차의 평균.</translation>
  </message>
  <message>
   <source>Bollinger bands: an average with k standard deviations to each side.</source>
   <translation>볼린저 밴드: 평균과 그 위아래 표준편차 k배.</translation>
  </message>
  <message>
   <source>Highest of the last n values.</source>
   <translation>최근 n개 값 중 최고값.</translation>
  </message>
  <message>
   <source>Lowest of the last n values.</source>
   <translation>최근 n개 값 중 최저값.</translation>
  </message>
  <message>
   <source>How many values ago the highest of n was; of equal ones the latest counts.</source>
   <translation>n개 중 최고값이 몇 개 전인지. 같으면 가장 최근 것.</translation>
  </message>
  <message>
   <source>How many values ago the lowest of n was; of equal ones the latest counts.</source>
   <translation>n개 중 최저값이 몇 개 전인지. 같으면 가장 최근 것.</translation>
  </message>
  <message>
   <source>Sum of all values from the first bar on.</source>
   <translation>첫 봉부터 모든 값의 합.</translation>
  </message>
  <message>
   <source>On how many of the last n bars a condition was true.</source>
   <translation>최근 n봉 중 조건이 참인 봉의 수.</translation>
  </message>
  <message>
   <source>Whether a condition was true on one of the last n bars.</source>
   <translation>최근 n봉 중 하나라도 조건이 참인지.</translation>
  </message>
  <message>
   <source>Whether a condition was true on all of the last n bars.</source>
   <translation>최근 n봉 모두 조건이 참인지.</translation>
  </message>
  <message>
   <source>How many bars ago a condition was last true.</source>
   <translation>조건이 마지막으로 참이었던 때부터 지난 봉의 수.</translation>
  </message>
  <message>
   <source>On how many bars in a row, up to this one, a condition was true.</source>
   <translation>이 봉까지 조건이 연속해서 참인 봉의 수.</translation>
  </message>
  <message>
   <source>End point of the least-squares line through n values.</source>
   <translation>n개 값의 최소제곱 직선의 끝점.</translation>
  </message>
  <message>
   <source>Slope of the least-squares line through n values, per bar.</source>
   <translation>n개 값의 최소제곱 직선의 봉당 기울기.</translation>
  </message>
  <message>
   <source>The slope as an angle in degrees.</source>
   <translation>그 기울기를 각도(도)로.</translation>
  </message>
  <message>
   <source>Start point of the least-squares line through n values.</source>
   <translation>n개 값의 최소제곱 직선의 시작점.</translation>
  </message>
  <message>
   <source>Correlation of two series over n bars, -1 to 1.</source>
   <translation>두 계열의 n봉 상관계수, -1~1.</translation>
  </message>
  <message>
   <source>Whether a crosses above b; the same as: a crosses above b.</source>
   <translation>a가 b를 상향 돌파하는지. a crosses above b와 같습니다.</translation>
  </message>
  <message>
   <source>Whether a crosses below b; the same as: a crosses below b.</source>
   <translation>a가 b를 하향 돌파하는지. a crosses below b와 같습니다.</translation>
  </message>
  <message>
   <source>a where the condition is true, b where it is false.</source>
   <translation>조건이 참이면 a, 거짓이면 b.</translation>
  </message>
  <message>
   <source>Whether a value is unknown; this itself is always known.</source>
   <translation>값을 알 수 없는지. 이 판정 자체는 언제나 알 수 있습니다.</translation>
  </message>
  <message>
   <source>Lies within the range of the bar before.</source>
   <translation>직전 봉의 범위 안에 있습니다.</translation>
  </message>
  <message>
   <source>Goes beyond both ends of the bar before.</source>
   <translation>직전 봉의 위아래를 모두 벗어납니다.</translation>
  </message>
  <message>
   <source>Two crows: after a rise two black candles, the second closing into the first white.</source>
   <translation>두 마리 까마귀: 상승 뒤 음봉 둘, 둘째가 첫 양봉 안에서 마감.</translation>
  </message>
  <message>
   <source>Three black crows: three long black candles, each closing lower.</source>
   <translation>흑삼병: 차례로 낮게 마감하는 긴 음봉 셋.</translation>
  </message>
  <message>
   <source>Three inside up or down: a harami and its confirmation.</source>
   <translation>상승·하락 잉태 확인형: 잉태형과 그 확인.</translation>
  </message>
  <message>
   <source>Three-line strike: three candles of a trend and one that engulfs them.</source>
   <translation>삼선 반격형: 추세 봉 셋과 이를 감싸는 봉 하나.</translation>
  </message>
  <message>
   <source>Three outside up or down: an engulfing and its confirmation.</source>
   <translation>상승·하락 장악 확인형: 장악형과 그 확인.</translation>
  </message>
  <message>
   <source>Three stars in the south: black candles that shrink, each inside the last.</source>
   <translation>남쪽 세 별: 앞 봉 안에서 점점 작아지는 음봉들.</translation>
  </message>
  <message>
   <source>Three white soldiers: three long white candles, each closing higher.</source>
   <translation>적삼병: 차례로 높게 마감하는 긴 양봉 셋.</translation>
  </message>
  <message>
   <source>Abandoned baby: a doji between two gaps.</source>
   <translation>버려진 아기: 두 갭 사이의 도지.</translation>
  </message>
  <message>
   <source>Advance block: three white candles that lose strength.</source>
   <translation>전진 봉쇄: 힘이 빠지는 양봉 셋.</translation>
  </message>
  <message>
   <source>Belt hold: a long candle that opens at its extreme.</source>
   <translation>샅바형: 한쪽 끝에서 시작하는 긴 봉.</translation>
  </message>
  <message>
   <source>Breakaway: a gap in the trend that the fifth candle closes.</source>
   <translation>이탈형: 추세 속의 갭을 다섯째 봉이 메웁니다.</translation>
  </message>
  <message>
   <source>Closing marubozu: a long candle that closes at its extreme.</source>
   <translation>마감 마루보즈: 한쪽 끝에서 마감하는 긴 봉.</translation>
  </message>
  <message>
   <source>Concealing baby swallow: four black candles, the last engulfing the third.</source>
   <translation>숨은 아기 제비: 음봉 넷, 마지막이 셋째를 감쌉니다.</translation>
  </message>
  <message>
   <source>Counterattack: two long candles of opposite colour with equal closes.</source>
   <translation>반격선: 색이 반대이고 종가가 같은 긴 봉 둘.</translation>
  </message>
  <message>
   <source>Dark cloud cover: opens above the high and closes deep in the white body.</source>
   <translation>먹구름형: 고가 위에서 시작해 양봉 몸통 깊숙이 마감.</translation>
  </message>
  <message>
   <source>Doji: opens and closes at the same price.</source>
   <translation>도지: 시가와 종가가 같습니다.</translation>
  </message>
  <message>
   <source>Doji star: a doji that gaps away from a long candle.</source>
   <translation>도지 별: 긴 봉에서 갭을 두고 나온 도지.</translation>
  </message>
  <message>
   <source>Dragonfly doji: a doji at the top of a long lower shadow.</source>
   <translation>잠자리 도지: 긴 아래꼬리 위의 도지.</translation>
  </message>
  <message>
   <source>Engulfing: a body that covers the opposite body before.</source>
   <translation>장악형: 반대색의 앞 몸통을 감싸는 몸통.</translation>
  </message>
  <message>
   <source>Evening doji star: an evening star whose star is a doji.</source>
   <translation>저녁 도지 별: 별이 도지인 저녁 별.</translation>
  </message>
  <message>
   <source>Evening star: a star above a long white candle, then a black one.</source>
   <translation>저녁 별: 긴 양봉 위의 별, 이어서 음봉.</translation>
  </message>
  <message>
   <source>Side-by-side white lines after a gap.</source>
   <translation>갭 뒤 나란한 양봉.</translation>
  </message>
  <message>
   <source>Gravestone doji: a doji at the bottom of a long upper shadow.</source>
   <translation>비석 도지: 긴 위꼬리 아래의 도지.</translation>
  </message>
  <message>
   <source>Hammer: a small body with a long lower shadow after a fall.</source>
   <translation>망치형: 하락 뒤 긴 아래꼬리의 작은 몸통.</translation>
  </message>
  <message>
   <source>Hanging man: a small body with a long lower shadow after a rise.</source>
   <translation>교수형: 상승 뒤 긴 아래꼬리의 작은 몸통.</translation>
  </message>
  <message>
   <source>Harami: a small body inside the long one before.</source>
   <translation>잉태형: 앞의 긴 몸통 안의 작은 몸통.</translation>
  </message>
  <message>
   <source>Harami cross: a doji inside the long body before.</source>
   <translation>십자 잉태형: 앞의 긴 몸통 안의 도지.</translation>
  </message>
  <message>
   <source>High wave: a small body between two very long shadows.</source>
   <translation>긴 파동형: 매우 긴 두 꼬리 사이의 작은 몸통.</translation>
  </message>
  <message>
   <source>Hikkake: a failed break of an inside bar; 200 when it is confirmed.</source>
   <translation>히카케: 안긴 봉의 거짓 돌파. 확인되면 200.</translation>
  </message>
  <message>
   <source>Modified hikkake: a hikkake after another inside bar.</source>
   <translation>변형 히카케: 안긴 봉이 하나 더 있는 히카케.</translation>
  </message>
  <message>
   <source>Homing pigeon: a black body inside the black body before.</source>
   <translation>집비둘기형: 앞 음봉 몸통 안의 음봉 몸통.</translation>
  </message>
  <message>
   <source>Identical three crows: black crows that open at the last close.</source>
   <translation>동일 흑삼병: 앞 종가에서 시작하는 음봉 셋.</translation>
  </message>
  <message>
   <source>In-neck: closes just inside the black candle before.</source>
   <translation>인넥: 앞 음봉의 바로 안쪽에서 마감.</translation>
  </message>
  <message>
   <source>Inverted hammer: a small body with a long upper shadow after a fall.</source>
   <translation>역망치형: 하락 뒤 긴 위꼬리의 작은 몸통.</translation>
  </message>
  <message>
   <source>Kicking: two marubozu of opposite colour with a gap between.</source>
   <translation>키킹: 갭을 둔 반대색 마루보즈 둘.</translation>
  </message>
  <message>
   <source>Kicking, judged by the longer marubozu.</source>
   <translation>더 긴 마루보즈로 판정한 키킹.</translation>
  </message>
  <message>
   <source>Ladder bottom: four falling black candles and a white one.</source>
   <translation>사다리 바닥: 내려가는 음봉 넷과 양봉 하나.</translation>
  </message>
  <message>
   <source>Long-legged doji: a doji with long shadows.</source>
   <translation>긴 다리 도지: 꼬리가 긴 도지.</translation>
  </message>
  <message>
   <source>Long line: a long body with short shadows.</source>
   <translation>긴 봉: 꼬리가 짧은 긴 몸통.</translation>
  </message>
  <message>
   <source>Marubozu: a long body without shadows.</source>
   <translation>마루보즈: 꼬리 없는 긴 몸통.</translation>
  </message>
  <message>
   <source>Matching low: two black candles with equal closes.</source>
   <translation>동일 저점: 종가가 같은 음봉 둘.</translation>
  </message>
  <message>
   <source>Mat hold: a pause in a rise that then goes on.</source>
   <translation>매트 홀드: 상승 중의 쉼, 이어지는 상승.</translation>
  </message>
  <message>
   <source>Morning doji star: a morning star whose star is a doji.</source>
   <translation>샛별 도지: 별이 도지인 샛별.</translation>
  </message>
  <message>
   <source>Morning star: a star below a long black candle, then a white one.</source>
   <translation>샛별: 긴 음봉 아래의 별, 이어서 양봉.</translation>
  </message>
  <message>
   <source>On-neck: closes at the low of the black candle before.</source>
   <translation>온넥: 앞 음봉의 저가에서 마감.</translation>
  </message>
  <message>
   <source>Piercing: opens below the low and closes above the middle of the black body.</source>
   <translation>관통형: 저가 아래에서 시작해 음봉 몸통 중간 위에서 마감.</translation>
  </message>
  <message>
   <source>Rickshaw man: a long-legged doji with its body in the middle.</source>
   <translation>인력거꾼: 몸통이 가운데 있는 긴 다리 도지.</translation>
  </message>
  <message>
   <source>Rising or falling three methods: a pause inside a long candle's range.</source>
   <translation>상승·하락 삼법: 긴 봉의 범위 안에서 쉬어 감.</translation>
  </message>
  <message>
   <source>Separating lines: opposite candles with equal opens.</source>
   <translation>분리선: 시가가 같은 반대색 봉.</translation>
  </message>
  <message>
   <source>Shooting star: a small body with a long upper shadow after a rise.</source>
   <translation>유성형: 상승 뒤 긴 위꼬리의 작은 몸통.</translation>
  </message>
  <message>
   <source>Short line: a short body with short shadows.</source>
   <translation>짧은 봉: 꼬리도 몸통도 짧은 봉.</translation>
  </message>
  <message>
   <source>Spinning top: a small body with longer shadows.</source>
   <translation>팽이형: 꼬리가 더 긴 작은 몸통.</translation>
  </message>
  <message>
   <source>Stalled pattern: three white candles, the last a small one.</source>
   <translation>정체형: 양봉 셋, 마지막은 작은 봉.</translation>
  </message>
  <message>
   <source>Stick sandwich: a white candle between two black ones with equal closes.</source>
   <translation>스틱 샌드위치: 종가가 같은 두 음봉 사이의 양봉.</translation>
  </message>
  <message>
   <source>Takuri: a dragonfly doji with a very long lower shadow.</source>
   <translation>타쿠리: 아래꼬리가 매우 긴 잠자리 도지.</translation>
  </message>
  <message>
   <source>Tasuki gap: a gap that the third candle does not close.</source>
   <translation>타스키 갭: 셋째 봉이 메우지 않는 갭.</translation>
  </message>
  <message>
   <source>Thrusting: closes below the middle of the black body before.</source>
   <translation>밀어 올림: 앞 음봉 몸통의 중간 아래에서 마감.</translation>
  </message>
  <message>
   <source>Tristar: three doji in a row.</source>
   <translation>삼성형: 연속한 도지 셋.</translation>
  </message>
  <message>
   <source>Unique three river: a hammer inside a black candle, then a small white one.</source>
   <translation>유니크 쓰리 리버: 음봉 안의 망치형, 이어서 작은 양봉.</translation>
  </message>
  <message>
   <source>Upside gap two crows: two black candles above a gap.</source>
   <translation>상승 갭 두 마리 까마귀: 갭 위의 음봉 둘.</translation>
  </message>
  <message>
   <source>Upside or downside gap three methods: a gap that is closed.</source>
   <translation>상승·하락 갭 삼법: 메워지는 갭.</translation>
  </message>
  <message>
   <source>The larger of two or more values on the same bar.</source>
   <translation>같은 봉에서 둘 이상의 값 중 큰 값.</translation>
  </message>
  <message>
   <source>The smaller of two or more values on the same bar.</source>
   <translation>같은 봉에서 둘 이상의 값 중 작은 값.</translation>
  </message>
  <message>
   <source>Natural logarithm; unknown at 0 and below.</source>
   <translation>자연로그. 0 이하에서는 알 수 없음.</translation>
  </message>
  <message>
   <source>a times b.</source>
   <translation>a 곱하기 b.</translation>
  </message>
  <message>
   <source>Weighted moving average: the weights fall in a line.</source>
   <translation>가중 이동평균: 가중치가 직선으로 줄어듭니다.</translation>
  </message>
  <message>
   <source>Hull moving average: smooth and nearly without lag.</source>
   <translation>헐 이동평균: 매끄럽고 지연이 거의 없습니다.</translation>
  </message>
  <message>
   <source>Double exponential moving average.</source>
   <translation>이중 지수 이동평균.</translation>
  </message>
  <message>
   <source>Triple exponential moving average.</source>
   <translation>삼중 지수 이동평균.</translation>
  </message>
  <message>
   <source>Tillson's T3: an exponential average taken six times, with volume factor v.</source>
   <translation>틸슨 T3: 지수평균 여섯 번, 부피 계수 v.</translation>
  </message>
  <message>
   <source>Triangular moving average: the middle weighs most.</source>
   <translation>삼각 이동평균: 가운데의 비중이 가장 큽니다.</translation>
  </message>
  <message>
   <source>Zero-lag exponential moving average.</source>
   <translation>무지연 지수 이동평균.</translation>
  </message>
  <message>
   <source>Moving average weighted by volume.</source>
   <translation>거래량 가중 이동평균.</translation>
  </message>
  <message>
   <source>Exponential average with weights that add up to one, as pandas computes it by default.</source>
   <translation>가중치 합이 1인 지수평균. pandas의 기본 계산입니다.</translation>
  </message>
  <message>
   <source>Simple average whose period is another series, kept between low and high.</source>
   <translation>기간이 다른 계열인 단순 평균. low와 high 사이로 제한.</translation>
  </message>
  <message>
   <source>Instantaneous trendline of the Hilbert transform.</source>
   <translation>힐베르트 변환의 순간 추세선.</translation>
  </message>
  <message>
   <source>MESA adaptive moving average and the one that follows it.</source>
   <translation>MESA 적응 이동평균과 이를 따르는 선.</translation>
  </message>
  <message>
   <source>Relative strength index, 0 to 100: how much of the movement was upward.</source>
   <translation>상대강도지수, 0~100: 움직임 중 상승의 비중.</translation>
  </message>
  <message>
   <source>Cutler's RSI, with simple means of gains and losses.</source>
   <translation>커틀러 RSI: 상승폭과 하락폭의 단순 평균.</translation>
  </message>
  <message>
   <source>Moving average convergence/divergence: a fast average less a slow one.</source>
   <translation>MACD: 빠른 평균에서 느린 평균을 뺀 값.</translation>
  </message>
  <message>
   <source>Absolute price oscillator: a fast exponential average less a slow one.</source>
   <translation>절대 가격 오실레이터: 빠른 지수평균에서 느린 지수평균을 뺀 값.</translation>
  </message>
  <message>
   <source>Percentage price oscillator: MACD in percent of the slow average.</source>
   <translation>백분율 가격 오실레이터: 느린 평균에 대한 MACD의 백분율.</translation>
  </message>
  <message>
   <source>Slow stochastic: where the close lies in the range of n bars, 0 to 100.</source>
   <translation>느린 스토캐스틱: n봉 범위에서 종가의 위치, 0~100.</translation>
  </message>
  <message>
   <source>Fast stochastic, without smoothing of %K.</source>
   <translation>빠른 스토캐스틱: %K를 평활하지 않습니다.</translation>
  </message>
  <message>
   <source>Where the RSI lies in its own range of m bars, 0 to 100.</source>
   <translation>RSI가 자신의 m봉 범위에서 어디인지, 0~100.</translation>
  </message>
  <message>
   <source>Stochastic with Wilder's smoothing and the line J = 3K - 2D, as in China.</source>
   <translation>와일더 평활 스토캐스틱과 J = 3K - 2D 선(중국식).</translation>
  </message>
  <message>
   <source>Stochastic momentum index, -100 to 100: the close against the middle of its range.</source>
   <translation>스토캐스틱 모멘텀 지수, -100~100: 범위의 중간에 대한 종가.</translation>
  </message>
  <message>
   <source>Commodity channel index: price by its mean deviation.</source>
   <translation>상품 채널 지수: 가격을 평균 편차로 나눈 값.</translation>
  </message>
  <message>
   <source>Money flow index, 0 to 100: an RSI weighted by volume.</source>
   <translation>자금 흐름 지수, 0~100: 거래량을 가중한 RSI.</translation>
  </message>
  <message>
   <source>Rate of change in percent over n values.</source>
   <translation>n개 값 동안의 변화율(%).</translation>
  </message>
  <message>
   <source>Rate of change as a fraction.</source>
   <translation>변화율을 소수로.</translation>
  </message>
  <message>
   <source>Ratio of a value to that n values ago.</source>
   <translation>n개 전 값에 대한 비율.</translation>
  </message>
  <message>
   <source>Ratio of a value to that n values ago, times 100.</source>
   <translation>n개 전 값에 대한 비율 곱하기 100.</translation>
  </message>
  <message>
   <source>Chande momentum oscillator, -100 to 100, smoothed.</source>
   <translation>샹드 모멘텀 오실레이터, -100~100, 평활.</translation>
  </message>
  <message>
   <source>Chande momentum oscillator over plain sums.</source>
   <translation>단순 합의 샹드 모멘텀 오실레이터.</translation>
  </message>
  <message>
   <source>True strength index, -100 to 100: momentum smoothed twice.</source>
   <translation>참강도지수, -100~100: 두 번 평활한 모멘텀.</translation>
  </message>
  <message>
   <source>Percent change of an exponential average taken three times.</source>
   <translation>세 번 취한 지수평균의 변화율(%).</translation>
  </message>
  <message>
   <source>Ultimate oscillator, 0 to 100: buying pressure over three windows.</source>
   <translation>얼티밋 오실레이터, 0~100: 세 구간의 매수 압력.</translation>
  </message>
  <message>
   <source>Close above the lower of the low and the previous close.</source>
   <translation>저가와 직전 종가 중 낮은 값 위로 종가가 오른 폭.</translation>
  </message>
  <message>
   <source>Awesome oscillator.</source>
   <translation>어썸 오실레이터.</translation>
  </message>
  <message>
   <source>Accelerator oscillator: the awesome oscillator less its average.</source>
   <translation>가속 오실레이터: 어썸 오실레이터에서 그 평균을 뺀 값.</translation>
  </message>
  <message>
   <source>Balance of power, -1 to 1: where the close lies against the open.</source>
   <translation>힘의 균형, -1~1: 시가에 대한 종가의 위치.</translation>
  </message>
  <message>
   <source>Coppock curve: smoothed sum of two rates of change.</source>
   <translation>코폭 곡선: 두 변화율 합의 평활.</translation>
  </message>
  <message>
   <source>Detrended price oscillator; nothing of it lies in the future.</source>
   <translation>추세 제거 가격 오실레이터. 미래의 값은 쓰지 않습니다.</translation>
  </message>
  <message>
   <source>Kaufman's efficiency ratio, 0 to 1: net over total movement.</source>
   <translation>카우프만 효율비, 0~1: 전체 움직임 대비 순 움직임.</translation>
  </message>
  <message>
   <source>Elder ray: the extremes against an exponential average.</source>
   <translation>엘더 레이: 지수평균에 대한 고가와 저가.</translation>
  </message>
  <message>
   <source>Forecast oscillator: the miss of the last forecast in percent.</source>
   <translation>예측 오실레이터: 직전 예측의 오차(%).</translation>
  </message>
  <message>
   <source>Intraday momentum index, 0 to 100: an RSI of the bodies.</source>
   <translation>일중 모멘텀 지수, 0~100: 몸통의 RSI.</translation>
  </message>
  <message>
   <source>Mean of the bodies: whether buying or selling builds up.</source>
   <translation>몸통의 평균: 매수와 매도 중 무엇이 쌓이는지.</translation>
  </message>
  <message>
   <source>Vertical horizontal filter: how much of a trend there is.</source>
   <translation>수직 수평 필터: 추세의 정도.</translation>
  </message>
  <message>
   <source>Average directional index, 0 to 100: the strength of a trend.</source>
   <translation>평균 방향 지수, 0~100: 추세의 강도.</translation>
  </message>
  <message>
   <source>Mean of the ADX and that of n - 1 bars ago.</source>
   <translation>ADX와 n - 1봉 전 ADX의 평균.</translation>
  </message>
  <message>
   <source>Directional index: the balance of the two directional indicators.</source>
   <translation>방향 지수: 두 방향 지표의 균형.</translation>
  </message>
  <message>
   <source>Positive directional movement, as Wilder's running sum.</source>
   <translation>양의 방향 움직임(+DM), 와일더 누적 합.</translation>
  </message>
  <message>
   <source>Negative directional movement, as Wilder's running sum.</source>
   <translation>음의 방향 움직임(-DM), 와일더 누적 합.</translation>
  </message>
  <message>
   <source>Aroon, 0 to 100: how long ago the highest high and lowest low were.</source>
   <translation>아룬, 0~100: 최고가와 최저가가 얼마나 오래됐는지.</translation>
  </message>
  <message>
   <source>Aroon up less Aroon down, -100 to 100.</source>
   <translation>아룬 상승에서 하락을 뺀 값, -100~100.</translation>
  </message>
  <message>
   <source>Vortex: upward and downward movement against the true range.</source>
   <translation>보텍스: 실제 범위에 대한 상승·하락 움직임.</translation>
  </message>
  <message>
   <source>Parabolic stop with its own steps for long and short; negative while short.</source>
   <translation>매수·매도 단계를 따로 두는 파라볼릭. 매도 때는 음수.</translation>
  </message>
  <message>
   <source>SuperTrend: a stop k average true ranges away, and its direction (1 up, -1 down).</source>
   <translation>슈퍼트렌드: ATR의 k배 떨어진 손절선과 방향(1 상승, -1 하락).</translation>
  </message>
  <message>
   <source>Ichimoku lines; the spans are those drawn under the current bar, shift bars old.</source>
   <translation>일목균형표의 선들. 스팬은 현재 봉 아래에 그려진, shift봉 전의 것.</translation>
  </message>
  <message>
   <source>Williams fractals: 100 where a swing high, -100 where a swing low becomes known.</source>
   <translation>윌리엄스 프랙탈: 고점이 확인되면 100, 저점이 확인되면 -100.</translation>
  </message>
  <message>
   <source>The last bar's pivot high, known right bars late; unknown on other bars.</source>
   <translation>직전 피벗 고점, right봉 늦게 확인. 다른 봉에서는 알 수 없음.</translation>
  </message>
  <message>
   <source>The last bar's pivot low, known right bars late; unknown on other bars.</source>
   <translation>직전 피벗 저점, right봉 늦게 확인. 다른 봉에서는 알 수 없음.</translation>
  </message>
  <message>
   <source>Heikin-Ashi candles.</source>
   <translation>하이킨아시 봉.</translation>
  </message>
  <message>
   <source>Dominant cycle of the Hilbert transform, in bars.</source>
   <translation>힐베르트 변환의 지배 주기(봉).</translation>
  </message>
  <message>
   <source>Phase of the dominant cycle, in degrees.</source>
   <translation>지배 주기의 위상(도).</translation>
  </message>
  <message>
   <source>In-phase and quadrature components of the dominant cycle.</source>
   <translation>지배 주기의 동위상·직교 성분.</translation>
  </message>
  <message>
   <source>Sine of the dominant cycle's phase, and the same 45 degrees ahead.</source>
   <translation>지배 주기 위상의 사인과 45도 앞선 값.</translation>
  </message>
  <message>
   <source>1 in a trend, 0 in a cycle, by the Hilbert transform.</source>
   <translation>힐베르트 변환으로 추세면 1, 주기면 0.</translation>
  </message>
  <message>
   <source>Average true range.</source>
   <translation>평균 실제 범위(ATR).</translation>
  </message>
  <message>
   <source>True range averaged simply.</source>
   <translation>실제 범위의 단순 평균.</translation>
  </message>
  <message>
   <source>Average true range in percent of the close.</source>
   <translation>종가 대비 ATR(%).</translation>
  </message>
  <message>
   <source>True range: the bar's range, the gap from the previous close included.</source>
   <translation>실제 범위: 전 종가와의 갭을 포함한 봉의 범위.</translation>
  </message>
  <message>
   <source>Keltner channel: an exponential average with k average true ranges to each side.</source>
   <translation>켈트너 채널: 지수평균과 그 위아래 ATR k배.</translation>
  </message>
  <message>
   <source>Keltner channel around the typical price.</source>
   <translation>전형 가격 둘레의 켈트너 채널.</translation>
  </message>
  <message>
   <source>Donchian channel: highest high, lowest low and their mean.</source>
   <translation>돈치안 채널: 최고가, 최저가와 그 평균.</translation>
  </message>
  <message>
   <source>Acceleration bands: averages of widened highs and lows.</source>
   <translation>가속 밴드: 넓힌 고가와 저가의 평균.</translation>
  </message>
  <message>
   <source>Average range from high to low.</source>
   <translation>고가에서 저가까지의 평균 범위.</translation>
  </message>
  <message>
   <source>Chaikin's volatility: change of the smoothed range.</source>
   <translation>차이킨 변동성: 평활한 범위의 변화.</translation>
  </message>
  <message>
   <source>Mass index: bulges of the range foretell reversals.</source>
   <translation>매스 지수: 범위가 부풀면 반전을 예고합니다.</translation>
  </message>
  <message>
   <source>Relative volatility index, 0 to 100: an RSI of the standard deviation.</source>
   <translation>상대 변동성 지수, 0~100: 표준편차의 RSI.</translation>
  </message>
  <message>
   <source>Distance from the mean in standard deviations.</source>
   <translation>평균에서의 거리(표준편차 단위).</translation>
  </message>
  <message>
   <source>Volume-weighted average price: of the day so far, or of the last n bars.</source>
   <translation>거래량 가중 평균가: 당일 누적 또는 최근 n봉.</translation>
  </message>
  <message>
   <source>Volume-weighted average price since the condition was last true.</source>
   <translation>조건이 마지막으로 참이었던 때부터의 거래량 가중 평균가.</translation>
  </message>
  <message>
   <source>Relative volume: against the mean of the previous n bars.</source>
   <translation>상대 거래량: 이전 n봉 평균 대비.</translation>
  </message>
  <message>
   <source>On-balance volume: volume added on rises, taken off on falls.</source>
   <translation>OBV: 오르면 거래량을 더하고 내리면 뺍니다.</translation>
  </message>
  <message>
   <source>Accumulation/distribution line.</source>
   <translation>매집/분산선.</translation>
  </message>
  <message>
   <source>Chaikin's oscillator of the A/D line.</source>
   <translation>매집/분산선의 차이킨 오실레이터.</translation>
  </message>
  <message>
   <source>Chaikin's money flow, -1 to 1.</source>
   <translation>차이킨 자금 흐름, -1~1.</translation>
  </message>
  <message>
   <source>Elder's force index: price change times volume, smoothed.</source>
   <translation>엘더 힘 지수: 가격 변화 곱하기 거래량, 평활.</translation>
  </message>
  <message>
   <source>Market facilitation index: range per unit of volume.</source>
   <translation>시장 촉진 지수: 거래량 하나당 범위.</translation>
  </message>
  <message>
   <source>Negative volume index: follows the price on days of falling volume.</source>
   <translation>음의 거래량 지수: 거래량이 줄어든 날의 가격을 따릅니다.</translation>
  </message>
  <message>
   <source>Positive volume index: follows the price on days of rising volume.</source>
   <translation>양의 거래량 지수: 거래량이 늘어난 날의 가격을 따릅니다.</translation>
  </message>
  <message>
   <source>Price volume trend: volume added in proportion to the price change.</source>
   <translation>가격 거래량 추세: 가격 변화에 비례해 더한 거래량.</translation>
  </message>
  <message>
   <source>Percentage volume oscillator: the PPO of volume.</source>
   <translation>백분율 거래량 오실레이터: 거래량의 PPO.</translation>
  </message>
  <message>
   <source>Williams' accumulation/distribution.</source>
   <translation>윌리엄스 매집/분산.</translation>
  </message>
  <message>
   <source>Middle between the highest and the lowest of n values.</source>
   <translation>n개 값의 최고와 최저의 중간.</translation>
  </message>
  <message>
   <source>Middle between the highest high and the lowest low.</source>
   <translation>최고 고가와 최저 저가의 중간.</translation>
  </message>
  <message>
   <source>Lowest and highest of the last n values.</source>
   <translation>최근 n개 값의 최저와 최고.</translation>
  </message>
  <message>
   <source>Sum of the last n values; unknown bars of a condition are left out.</source>
   <translation>최근 n개 값의 합. 조건을 알 수 없는 봉은 뺍니다.</translation>
  </message>
  <message>
   <source>Whether each of the last n changes was upward.</source>
   <translation>최근 n번의 변화가 모두 상승인지.</translation>
  </message>
  <message>
   <source>Whether each of the last n changes was downward.</source>
   <translation>최근 n번의 변화가 모두 하락인지.</translation>
  </message>
  <message>
   <source>Share of the previous n values at or below this one, 0 to 100.</source>
   <translation>이전 n개 값 중 이 값 이하의 비율, 0~100.</translation>
  </message>
  <message>
   <source>The value below which p percent of the last n values lie, interpolated linearly.</source>
   <translation>최근 n개 값의 p%가 그 아래에 있는 값, 선형 보간.</translation>
  </message>
  <message>
   <source>Median of the last n values.</source>
   <translation>최근 n개 값의 중앙값.</translation>
  </message>
  <message>
   <source>The value n bars ago; x[n] is the same.</source>
   <translation>n봉 전의 값. x[n]과 같습니다.</translation>
  </message>
  <message>
   <source>The value on the k-th last bar on which a condition was true; 1 is the latest.</source>
   <translation>조건이 뒤에서 k번째로 참이었던 봉의 값. 1이 가장 최근.</translation>
  </message>
  <message>
   <source>Highest value since a condition was last true.</source>
   <translation>조건이 마지막으로 참이었던 때부터의 최고값.</translation>
  </message>
  <message>
   <source>Lowest value since a condition was last true.</source>
   <translation>조건이 마지막으로 참이었던 때부터의 최저값.</translation>
  </message>
  <message>
   <source>The least-squares line carried on to the next bar.</source>
   <translation>최소제곱 직선을 다음 봉까지 이은 값.</translation>
  </message>
  <message>
   <source>How much b moves in percent when a moves by one.</source>
   <translation>a가 1% 움직일 때 b가 움직이는 비율(%).</translation>
  </message>
  <message>
   <source>Whether a crosses b in either direction.</source>
   <translation>a가 b를 어느 방향으로든 돌파하는지.</translation>
  </message>
  <message>
   <source>x, or v where x is unknown.</source>
   <translation>x, 알 수 없으면 v.</translation>
  </message>
  <message>
   <source>Whether x lies between two values, both included.</source>
   <translation>x가 두 값 사이(양끝 포함)에 있는지.</translation>
  </message>
  <message>
   <source>How many of the conditions are true.</source>
   <translation>참인 조건의 수.</translation>
  </message>
  <message>
   <source>Opens more than p percent above the previous high.</source>
   <translation>전 고가보다 p% 넘게 높게 시작합니다.</translation>
  </message>
  <message>
   <source>Opens more than p percent below the previous low.</source>
   <translation>전 저가보다 p% 넘게 낮게 시작합니다.</translation>
  </message>
  <message>
   <source>Narrower than each of the n - 1 bars before: NR4, NR7.</source>
   <translation>이전 n - 1봉 각각보다 범위가 좁음: NR4, NR7.</translation>
  </message>
  <message>
   <source>x on weekly bars.</source>
   <translation>주봉에서의 x.</translation>
  </message>
  <message>
   <source>x on monthly bars.</source>
   <translation>월봉에서의 x.</translation>
  </message>
  <message>
   <source>x on bars of a coarser timeframe.</source>
   <translation>더 긴 봉 주기에서의 x.</translation>
  </message>
  <message>
   <source>x on the bars of another symbol.</source>
   <translation>다른 종목의 봉에서의 x.</translation>
  </message>
  <message>
   <source>Rank of x among all scanned symbols at the same time, 0 to 100.</source>
   <translation>같은 시각 검색 대상 모두 가운데 x의 순위, 0~100.</translation>
  </message>
  <message>
   <source>Value without its sign.</source>
   <translation>부호 없는 값.</translation>
  </message>
  <message>
   <source>-1, 0 or 1.</source>
   <translation>-1, 0 또는 1.</translation>
  </message>
  <message>
   <source>Nearest whole number; halves go up.</source>
   <translation>가장 가까운 정수. 절반은 올립니다.</translation>
  </message>
  <message>
   <source>Largest whole number that is not above.</source>
   <translation>넘지 않는 가장 큰 정수.</translation>
  </message>
  <message>
   <source>Smallest whole number that is not below.</source>
   <translation>작지 않은 가장 작은 정수.</translation>
  </message>
  <message>
   <source>Square root; unknown below 0.</source>
   <translation>제곱근. 0 미만에서는 알 수 없음.</translation>
  </message>
  <message>
   <source>e to the power of x.</source>
   <translation>e의 x제곱.</translation>
  </message>
  <message>
   <source>Logarithm to the base 10.</source>
   <translation>밑이 10인 로그.</translation>
  </message>
  <message>
   <source>x to the power of y.</source>
   <translation>x의 y제곱.</translation>
  </message>
  <message>
   <source>Remainder of x / y, with the sign of x.</source>
   <translation>x / y의 나머지. 부호는 x를 따릅니다.</translation>
  </message>
  <message>
   <source>a + b.</source>
   <translation>a + b.</translation>
  </message>
  <message>
   <source>a - b.</source>
   <translation>a - b.</translation>
  </message>
  <message>
   <source>a divided by b; unknown where b is 0.</source>
   <translation>a 나누기 b. b가 0이면 알 수 없음.</translation>
  </message>
  <message>
   <source>Sine of an angle in radians.</source>
   <translation>라디안 각도의 사인.</translation>
  </message>
  <message>
   <source>Cosine of an angle in radians.</source>
   <translation>라디안 각도의 코사인.</translation>
  </message>
  <message>
   <source>Tangent of an angle in radians.</source>
   <translation>라디안 각도의 탄젠트.</translation>
  </message>
  <message>
   <source>Arc sine; unknown outside -1 to 1.</source>
   <translation>아크사인. -1~1 밖에서는 알 수 없음.</translation>
  </message>
  <message>
   <source>Arc cosine; unknown outside -1 to 1.</source>
   <translation>아크코사인. -1~1 밖에서는 알 수 없음.</translation>
  </message>
  <message>
   <source>Arc tangent.</source>
   <translation>아크탄젠트.</translation>
  </message>
  <message>
   <source>Hyperbolic sine.</source>
   <translation>쌍곡 사인.</translation>
  </message>
  <message>
   <source>Hyperbolic cosine.</source>
   <translation>쌍곡 코사인.</translation>
  </message>
  <message>
   <source>Hyperbolic tangent, -1 to 1.</source>
   <translation>쌍곡 탄젠트, -1~1.</translation>
  </message>
  <message>
   <source>Mean of open, high, low and close.</source>
   <translation>시가, 고가, 저가, 종가의 평균.</translation>
  </message>
  <message>
   <source>Mean of high and low.</source>
   <translation>고가와 저가의 평균.</translation>
  </message>
  <message>
   <source>Typical price.</source>
   <translation>전형 가격.</translation>
  </message>
  <message>
   <source>Mean of high, low and close, the close counting twice.</source>
   <translation>종가를 두 번 센 고가, 저가, 종가의 평균.</translation>
  </message>
  <message>
   <source>Averages</source>
   <translation>이동평균</translation>
  </message>
  <message>
   <source>Momentum</source>
   <translation>모멘텀</translation>
  </message>
  <message>
   <source>Trend and cycles</source>
   <translation>추세와 주기</translation>
  </message>
  <message>
   <source>Volatility and channels</source>
   <translation>변동성과 채널</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>거래량</translation>
  </message>
  <message>
   <source>Windows</source>
   <translation>구간</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>조건 이후</translation>
  </message>
  <message>
   <source>Regression and correlation</source>
   <translation>회귀와 상관</translation>
  </message>
  <message>
   <source>Crosses</source>
   <translation>돌파</translation>
  </message>
  <message>
   <source>Choice and counting</source>
   <translation>선택과 세기</translation>
  </message>
  <message>
   <source>Gaps and bars</source>
   <translation>갭과 봉</translation>
  </message>
  <message>
   <source>Candlestick patterns</source>
   <translation>캔들 패턴</translation>
  </message>
  <message>
   <source>Other bars</source>
   <translation>다른 봉</translation>
  </message>
  <message>
   <source>Mathematics</source>
   <translation>수학</translation>
  </message>
 </context>
 <context>
  <name>FunctionFacts</name>
  <message>
   <source>ema = ema[1] + 2/(n+1) * (x - ema[1]), started with the mean of the first n values</source>
   <translation>ema = ema[1] + 2/(n+1) * (x - ema[1]), 처음 n개 값의 평균에서 시작</translation>
  </message>
  <message>
   <source>rma = rma[1] + 1/n * (x - rma[1]), started with the mean of the first n values</source>
   <translation>rma = rma[1] + 1/n * (x - rma[1]), 처음 n개 값의 평균에서 시작</translation>
  </message>
  <message>
   <source>Generalised DEMA applied three times</source>
   <translation>일반화한 DEMA를 세 번 적용</translation>
  </message>
  <message>
   <source>The mean of a mean, each over about n/2 values</source>
   <translation>평균의 평균, 각각 약 n/2개 값</translation>
  </message>
  <message>
   <source>The smoothing lies between those of ema 2 and ema 30, by er(x, n)</source>
   <translation>er(x, n)에 따라 ema 2와 ema 30 사이에서 평활합니다</translation>
  </message>
  <message>
   <source>pandas ewm(span=n).mean(); unknown for the first n values</source>
   <translation>pandas ewm(span=n).mean(). 처음 n개 값에서는 알 수 없음</translation>
  </message>
  <message>
   <source>sma(x, p) with p = periods on each bar, cut to a whole number</source>
   <translation>sma(x, p), p는 그 봉의 periods에서 소수점을 버린 값</translation>
  </message>
  <message>
   <source>Price averaged over its dominant cycle</source>
   <translation>지배 주기 동안의 가격 평균</translation>
  </message>
  <message>
   <source>The smoothing follows the rate at which the phase turns</source>
   <translation>위상이 도는 속도에 따라 평활합니다</translation>
  </message>
  <message>
   <source>100 * up / (up + down), up and down being rma(., n) of the gains and losses; unknown while nothing has moved</source>
   <translation>100 * up / (up + down), up과 down은 상승폭과 하락폭의 rma(., n). 움직임이 없는 동안은 알 수 없음</translation>
  </message>
  <message>
   <source>Differs from Wilder's by 6 points on average</source>
   <translation>와일더 방식과 평균 6포인트 다릅니다</translation>
  </message>
  <message>
   <source>TA-Lib starts the fast average later and hides the line until the signal exists; the two agree after about 110 bars</source>
   <translation>TA-Lib은 빠른 평균을 늦게 시작하고 시그널이 생길 때까지 선을 감춥니다. 약 110봉 뒤에는 같아집니다</translation>
  </message>
  <message>
   <source>k=1 is the fast stochastic; unknown where the range is flat</source>
   <translation>k=1이면 빠른 스토캐스틱. 범위가 0이면 알 수 없음</translation>
  </message>
  <message>
   <source>k is not smoothed, as in TA-Lib</source>
   <translation>TA-Lib처럼 k를 평활하지 않습니다</translation>
  </message>
  <message>
   <source>(hlc3 - sma(hlc3, n)) / (0.015 * avgdev(hlc3, n)); unknown where hlc3 stood still</source>
   <translation>(hlc3 - sma(hlc3, n)) / (0.015 * avgdev(hlc3, n)). hlc3가 움직이지 않았으면 알 수 없음</translation>
  </message>
  <message>
   <source>100 * up / (up + down), sums over n bars of hlc3 * volume where hlc3 rose and fell; unknown where no money flowed</source>
   <translation>100 * up / (up + down), up과 down은 hlc3가 오른 봉과 내린 봉의 hlc3 * volume을 n봉 동안 더한 값. 자금 흐름이 없으면 알 수 없음</translation>
  </message>
  <message>
   <source>TDX's WR is 0..100: -willr(n)</source>
   <translation>TDX의 WR은 0~100: -willr(n)</translation>
  </message>
  <message>
   <source>x - x[n], counting known values only</source>
   <translation>x - x[n], 아는 값만 셉니다</translation>
  </message>
  <message>
   <source>Agrees with TA-Lib after about 240 bars</source>
   <translation>약 240봉 뒤에는 TA-Lib과 같아집니다</translation>
  </message>
  <message>
   <source>n=1 is the movement of the bar alone</source>
   <translation>n=1이면 그 봉만의 움직임</translation>
  </message>
  <message>
   <source>100 * (n - bars since the extreme of n + 1 bars) / n</source>
   <translation>100 * (n - n + 1봉의 고점이나 저점 뒤로 지난 봉 수) / n</translation>
  </message>
  <message>
   <source>The stop closes in on the price by step at each new extreme</source>
   <translation>새 고점이나 저점마다 손절선이 step만큼 더 빠르게 가격에 다가갑니다</translation>
  </message>
  <message>
   <source>start &gt; 0 begins long at that price, &lt; 0 short</source>
   <translation>start &gt; 0이면 그 가격에서 매수로, &lt; 0이면 매도로 시작</translation>
  </message>
  <message>
   <source>hl2 +/- k * atr(n), kept until the close crosses it; starts upward, Pine's downward</source>
   <translation>hl2 +/- k * atr(n), 종가가 돌파할 때까지 유지. 상승으로 시작합니다(Pine은 하락으로)</translation>
  </message>
  <message>
   <source>There is no lagging span: it is the close drawn in the past</source>
   <translation>후행스팬은 없습니다. 종가를 과거에 그린 것이기 때문입니다</translation>
  </message>
  <message>
   <source>Known right bars after the extreme</source>
   <translation>고점이나 저점에서 right봉 뒤에 확인됩니다</translation>
  </message>
  <message>
   <source>close = ohlc4; open = mean of the previous Heikin-Ashi open and close</source>
   <translation>close = ohlc4, open = 직전 하이킨아시 시가와 종가의 평균</translation>
  </message>
  <message>
   <source>Homodyne discriminator</source>
   <translation>호모다인 판별기</translation>
  </message>
  <message>
   <source>Angle of the dominant cycle's phasor</source>
   <translation>지배 주기 페이저의 각도</translation>
  </message>
  <message>
   <source>Components of the analytic signal</source>
   <translation>해석 신호의 성분</translation>
  </message>
  <message>
   <source>sin(phase) and sin(phase + 45)</source>
   <translation>sin(위상)과 sin(위상 + 45)</translation>
  </message>
  <message>
   <source>From the phase's turning and the distance to the trendline</source>
   <translation>위상의 변화와 추세선까지의 거리로 정합니다</translation>
  </message>
  <message>
   <source>rma(tr, n); the first bar, which has no previous close, does not count</source>
   <translation>rma(tr, n). 직전 종가가 없는 첫 봉은 세지 않습니다</translation>
  </message>
  <message>
   <source>max(high - low, abs(high - close[1]), abs(low - close[1])); unknown on the first bar</source>
   <translation>max(high - low, abs(high - close[1]), abs(low - close[1])). 첫 봉에서는 알 수 없음</translation>
  </message>
  <message>
   <source>sqrt(sma(x^2, n) - sma(x, n)^2), divided by n and not by n - 1; flat is exactly 0</source>
   <translation>sqrt(sma(x^2, n) - sma(x, n)^2), n - 1이 아니라 n으로 나눕니다. 변동이 없으면 정확히 0</translation>
  </message>
  <message>
   <source>stdev(x, n) squared</source>
   <translation>stdev(x, n)의 제곱</translation>
  </message>
  <message>
   <source>mean of abs(x[i] - sma(x, n)) over n values</source>
   <translation>n개 값에 대한 abs(x[i] - sma(x, n))의 평균</translation>
  </message>
  <message>
   <source>width is a fraction of the middle; pctb is 0 at the lower band and 1 at the upper</source>
   <translation>width는 중간선에 대한 비율, pctb는 하단 밴드에서 0, 상단 밴드에서 1</translation>
  </message>
  <message>
   <source>vwap() starts anew each UTC day and needs intraday bars; vwap(n) is sum(hlc3 * volume, n) / sum(volume, n)</source>
   <translation>vwap()은 UTC 날짜마다 새로 시작하며 분봉이나 시간봉이 필요합니다. vwap(n)은 sum(hlc3 * volume, n) / sum(volume, n)</translation>
  </message>
  <message>
   <source>Anchored VWAP over hlc3; unknown before the first anchor</source>
   <translation>hlc3의 고정(anchored) VWAP. 첫 기준 봉 전에는 알 수 없음</translation>
  </message>
  <message>
   <source>Starts at the first volume; only its changes mean something</source>
   <translation>첫 거래량에서 시작합니다. 변화만 의미가 있습니다</translation>
  </message>
  <message>
   <source>Running sum of volume * ((close - low) - (high - close)) / (high - low)</source>
   <translation>volume * ((close - low) - (high - close)) / (high - low)의 누적 합</translation>
  </message>
  <message>
   <source>sum(volume * ((close - low) - (high - close)) / (high - low), n) / sum(volume, n); a bar without range counts 0</source>
   <translation>sum(volume * ((close - low) - (high - close)) / (high - low), n) / sum(volume, n). 고가와 저가가 같은 봉은 0으로 셉니다</translation>
  </message>
  <message>
   <source>Starts at 1000</source>
   <translation>1000에서 시작합니다</translation>
  </message>
  <message>
   <source>Running sum of volume * (close / close[1] - 1)</source>
   <translation>volume * (close / close[1] - 1)의 누적 합</translation>
  </message>
  <message>
   <source>Running sum of the close's distance from the true low or high</source>
   <translation>실제 저가나 실제 고가에서 종가까지 거리의 누적 합</translation>
  </message>
  <message>
   <source>0 to n - 1; Pine gives it negative</source>
   <translation>0부터 n - 1까지. Pine은 음수로 줍니다</translation>
  </message>
  <message>
   <source>Depends on where the data begin</source>
   <translation>데이터가 어디서 시작하는지에 따라 다릅니다</translation>
  </message>
  <message>
   <source>Unknown if it is unknown on one of them</source>
   <translation>그중 한 봉이라도 알 수 없으면 알 수 없음</translation>
  </message>
  <message>
   <source>A known truth decides; without one an unknown bar leaves it unknown</source>
   <translation>참인 봉이 있으면 참. 없을 때는 알 수 없는 봉이 하나라도 있으면 알 수 없음</translation>
  </message>
  <message>
   <source>A known falsehood decides; without one an unknown bar leaves it unknown</source>
   <translation>거짓인 봉이 있으면 거짓. 없을 때는 알 수 없는 봉이 하나라도 있으면 알 수 없음</translation>
  </message>
  <message>
   <source>100 * count(previous n values &lt;= x) / n</source>
   <translation>100 * count(이전 n개 값 &lt;= x) / n</translation>
  </message>
  <message>
   <source>numpy.percentile(values, p)</source>
   <translation>numpy.percentile(값들, p)</translation>
  </message>
  <message>
   <source>Counts bars, known or not; n cannot be negative</source>
   <translation>알 수 없는 봉도 셉니다. n은 음수일 수 없습니다</translation>
  </message>
  <message>
   <source>0 on a bar on which it is true; unknown before the first time</source>
   <translation>참인 봉에서는 0. 처음 참이 되기 전에는 알 수 없음</translation>
  </message>
  <message>
   <source>Pine counts from 0, MetaStock takes k first</source>
   <translation>Pine은 0부터 세고, MetaStock은 k를 먼저 받습니다</translation>
  </message>
  <message>
   <source>The bar of the condition counts</source>
   <translation>조건이 참인 봉도 셉니다</translation>
  </message>
  <message>
   <source>0 where it is false or unknown</source>
   <translation>거짓이거나 알 수 없으면 0</translation>
  </message>
  <message>
   <source>intercept + slope * (n - 1)</source>
   <translation>절편 + 기울기 * (n - 1)</translation>
  </message>
  <message>
   <source>Least squares over bars 0 to n - 1</source>
   <translation>0부터 n - 1까지 봉의 최소제곱</translation>
  </message>
  <message>
   <source>atan(slope) in degrees; depends on the scale of x</source>
   <translation>atan(기울기), 도 단위. x의 크기에 따라 다릅니다</translation>
  </message>
  <message>
   <source>The line's value n - 1 bars ago</source>
   <translation>n - 1봉 전의 직선 값</translation>
  </message>
  <message>
   <source>intercept + slope * n</source>
   <translation>절편 + 기울기 * n</translation>
  </message>
  <message>
   <source>Pearson; unknown where one of them stood still</source>
   <translation>피어슨 상관. 한쪽이라도 움직이지 않았으면 알 수 없음</translation>
  </message>
  <message>
   <source>Slope of the returns of b on those of a: the benchmark comes first</source>
   <translation>a의 수익률에 대한 b 수익률의 기울기. 기준 지수를 먼저 씁니다</translation>
  </message>
  <message>
   <source>a[1] &lt;= b[1] and a &gt; b, over bars on which both are known</source>
   <translation>a[1] &lt;= b[1] and a &gt; b, 둘 다 아는 봉에서만</translation>
  </message>
  <message>
   <source>a[1] &gt;= b[1] and a &lt; b, over bars on which both are known</source>
   <translation>a[1] &gt;= b[1] and a &lt; b, 둘 다 아는 봉에서만</translation>
  </message>
  <message>
   <source>Unknown where the condition is unknown</source>
   <translation>조건을 알 수 없으면 알 수 없음</translation>
  </message>
  <message>
   <source>x is NaN, or neither true nor false</source>
   <translation>x가 NaN이거나, 참도 거짓도 아님</translation>
  </message>
  <message>
   <source>Their sum as 1 and 0; unknown if one of them is unknown</source>
   <translation>1과 0으로 센 합. 하나라도 알 수 없으면 알 수 없음</translation>
  </message>
  <message>
   <source>The bar may close the gap; see low &gt; high[1]</source>
   <translation>봉이 갭을 메울 수도 있습니다. 메우지 않는 갭은 low &gt; high[1]</translation>
  </message>
  <message>
   <source>100 bullish, -100 bearish, 0 none</source>
   <translation>상승형 100, 하락형 -100, 없으면 0</translation>
  </message>
  <message>
   <source>The value of the last completed bar; with forming=true that of the bar built so far. A week closes on Friday and a month on its last weekday, or by the exchange's calendar</source>
   <translation>마지막으로 완성된 봉의 값. forming=true이면 지금까지 만들어진 봉의 값. 주는 금요일에, 달은 마지막 평일에, 또는 거래소 달력에 따라 마감됩니다</translation>
  </message>
  <message>
   <source>On each bar the other symbol's last bar that was complete by then; needs a library</source>
   <translation>봉마다 그때까지 완성된 다른 종목의 마지막 봉. 라이브러리가 필요합니다</translation>
  </message>
  <message>
   <source>100 * share of the other symbols known at that time that lie below; ties count half. The best has 100, the worst 0; needs a scan over several symbols</source>
   <translation>100 * 그 시각에 값을 아는 다른 종목 중 아래에 있는 비율. 같은 값은 절반으로 셉니다. 가장 좋으면 100, 가장 나쁘면 0. 여러 종목을 검색해야 합니다</translation>
  </message>
  <message>
   <source>For the highest of the last n bars write highest(x, n)</source>
   <translation>최근 n봉의 최고값은 highest(x, n)으로 쓰세요</translation>
  </message>
  <message>
   <source>For the lowest of the last n bars write lowest(x, n)</source>
   <translation>최근 n봉의 최저값은 lowest(x, n)으로 쓰세요</translation>
  </message>
  <message>
   <source>0 for 0</source>
   <translation>0이면 0</translation>
  </message>
  <message>
   <source>log to the base e</source>
   <translation>밑이 e인 로그</translation>
  </message>
  <message>
   <source>log to the base 10</source>
   <translation>밑이 10인 로그</translation>
  </message>
  <message>
   <source>at once</source>
   <translation>바로</translation>
  </message>
  <message>
   <source>after {0} further bars</source>
   <translation>{0}봉이 더 지난 뒤</translation>
  </message>
  <message>
   <source>after {0} further bars at n = {1}</source>
   <translation>{0}봉이 더 지난 뒤 (n = {1}일 때)</translation>
  </message>
  <message>
   <source>never: it remembers the whole past</source>
   <translation>안정되지 않음: 과거 전체를 기억합니다</translation>
  </message>
  <message>
   <source>{0} at n = {1}</source>
   <translation>{0} (n = {1}일 때)</translation>
  </message>
  <message>
   <source>{0}, {1} or more</source>
   <translation>{0}, {1} 이상</translation>
  </message>
  <message>
   <source>{0}, {1} to {2}</source>
   <translation>{0}, {1}~{2}</translation>
  </message>
  <message>
   <source>number</source>
   <translation>숫자</translation>
  </message>
  <message>
   <source>condition</source>
   <translation>조건</translation>
  </message>
  <message>
   <source>number or condition</source>
   <translation>숫자 또는 조건</translation>
  </message>
  <message>
   <source>whole number</source>
   <translation>정수</translation>
  </message>
  <message>
   <source>constant</source>
   <translation>상수</translation>
  </message>
  <message>
   <source>true or false</source>
   <translation>true 또는 false</translation>
  </message>
  <message>
   <source>text</source>
   <translation>글</translation>
  </message>
  <message>
   <source>Kiwoom</source>
   <translation>키움</translation>
  </message>
  <message>
   <source>Statistics</source>
   <translation>통계학</translation>
  </message>
  <message>
   <source>x(period=WEEK); not in scans</source>
   <translation>x(period=WEEK), 검색에서는 안 됨</translation>
  </message>
  <message>
   <source>DIF DEA; hist ×2</source>
   <translation>DIF DEA, hist는 2배</translation>
  </message>
  <message>
   <source>ta.stoch(x,h,l,n) raw</source>
   <translation>ta.stoch(x,h,l,n), 평활 전</translation>
  </message>
  <message>
   <source>valueWhen tricks</source>
   <translation>valueWhen 응용</translation>
  </message>
  <message>
   <source>sort column</source>
   <translation>정렬 열</translation>
  </message>
  <message>
   <source>MACD() fixed</source>
   <translation>MACD() 고정값</translation>
  </message>
  <message>
   <source>RSI "not Wilder's"</source>
   <translation>RSI (와일더 방식 아님)</translation>
  </message>
  <message>
   <source>SMA-ratio</source>
   <translation>SMA의 비율</translation>
  </message>
  <message>
   <source>timeframe per condition</source>
   <translation>조건마다 봉 주기 지정</translation>
  </message>
  <message>
   <source>/ timeframe</source>
   <translation>/ 봉 주기</translation>
  </message>
 </context>
 <context>
  <name>QFileDialog</name>
  <message>
   <source>&amp;Look in:</source>
   <translation>찾는 위치(&amp;L):</translation>
  </message>
  <message>
   <source>Files of &amp;type:</source>
   <translation>파일 형식(&amp;T):</translation>
  </message>
 </context>
 <context>
  <name>QAbstractFileIconProvider</name>
  <message>
   <source>Drive</source>
   <translation>드라이브</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>폴더</translation>
  </message>
 </context>
</TS>